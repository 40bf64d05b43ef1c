"""ISIC Revision 4: the names of its 21 sections and 88 divisions, so that codes in a table get words.

NACE Revision 2 has the same letters and two-digit codes. Some long names are shortened.

Source: United Nations, International Standard Industrial Classification of All Economic Activities, Revision 4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from clusterdash.regions.names import make_key
from clusterdash.words import N_

SECTIONS: Mapping[str, str] = {
    "A": N_("Agriculture, forestry and fishing"),
    "B": N_("Mining and quarrying"),
    "C": N_("Manufacturing"),
    "D": N_("Electricity, gas, steam and air conditioning supply"),
    "E": N_("Water supply; sewerage, waste management and remediation activities"),
    "F": N_("Construction"),
    "G": N_("Wholesale and retail trade; repair of motor vehicles and motorcycles"),
    "H": N_("Transportation and storage"),
    "I": N_("Accommodation and food service activities"),
    "J": N_("Information and communication"),
    "K": N_("Financial and insurance activities"),
    "L": N_("Real estate activities"),
    "M": N_("Professional, scientific and technical activities"),
    "N": N_("Administrative and support service activities"),
    "O": N_("Public administration and defence; compulsory social security"),
    "P": N_("Education"),
    "Q": N_("Human health and social work activities"),
    "R": N_("Arts, entertainment and recreation"),
    "S": N_("Other service activities"),
    "T": N_("Activities of households as employers"),
    "U": N_("Activities of extraterritorial organizations and bodies"),
}
# Code of a division -> its section and its name.
DIVISIONS: Mapping[str, tuple[str, str]] = {
    "01": ("A", N_("Crop and animal production, hunting and related service activities")),
    "02": ("A", N_("Forestry and logging")),
    "03": ("A", N_("Fishing and aquaculture")),
    "05": ("B", N_("Mining of coal and lignite")),
    "06": ("B", N_("Extraction of crude petroleum and natural gas")),
    "07": ("B", N_("Mining of metal ores")),
    "08": ("B", N_("Other mining and quarrying")),
    "09": ("B", N_("Mining support service activities")),
    "10": ("C", N_("Manufacture of food products")),
    "11": ("C", N_("Manufacture of beverages")),
    "12": ("C", N_("Manufacture of tobacco products")),
    "13": ("C", N_("Manufacture of textiles")),
    "14": ("C", N_("Manufacture of wearing apparel")),
    "15": ("C", N_("Manufacture of leather and related products")),
    "16": ("C", N_("Manufacture of wood and of products of wood and cork, except furniture")),
    "17": ("C", N_("Manufacture of paper and paper products")),
    "18": ("C", N_("Printing and reproduction of recorded media")),
    "19": ("C", N_("Manufacture of coke and refined petroleum products")),
    "20": ("C", N_("Manufacture of chemicals and chemical products")),
    "21": ("C", N_("Manufacture of pharmaceuticals")),
    "22": ("C", N_("Manufacture of rubber and plastics products")),
    "23": ("C", N_("Manufacture of other non-metallic mineral products")),
    "24": ("C", N_("Manufacture of basic metals")),
    "25": ("C", N_("Manufacture of fabricated metal products, except machinery and equipment")),
    "26": ("C", N_("Manufacture of computer, electronic and optical products")),
    "27": ("C", N_("Manufacture of electrical equipment")),
    "28": ("C", N_("Manufacture of machinery and equipment n.e.c.")),
    "29": ("C", N_("Manufacture of motor vehicles, trailers and semi-trailers")),
    "30": ("C", N_("Manufacture of other transport equipment")),
    "31": ("C", N_("Manufacture of furniture")),
    "32": ("C", N_("Other manufacturing")),
    "33": ("C", N_("Repair and installation of machinery and equipment")),
    "35": ("D", N_("Electricity, gas, steam and air conditioning supply")),
    "36": ("E", N_("Water collection, treatment and supply")),
    "37": ("E", N_("Sewerage")),
    "38": ("E", N_("Waste collection, treatment and disposal; materials recovery")),
    "39": ("E", N_("Remediation and other waste management services")),
    "41": ("F", N_("Construction of buildings")),
    "42": ("F", N_("Civil engineering")),
    "43": ("F", N_("Specialized construction activities")),
    "45": ("G", N_("Trade and repair of motor vehicles and motorcycles")),
    "46": ("G", N_("Wholesale trade, except of motor vehicles and motorcycles")),
    "47": ("G", N_("Retail trade, except of motor vehicles and motorcycles")),
    "49": ("H", N_("Land transport and transport via pipelines")),
    "50": ("H", N_("Water transport")),
    "51": ("H", N_("Air transport")),
    "52": ("H", N_("Warehousing and support activities for transportation")),
    "53": ("H", N_("Postal and courier activities")),
    "55": ("I", N_("Accommodation")),
    "56": ("I", N_("Food and beverage service activities")),
    "58": ("J", N_("Publishing activities")),
    "59": ("J", N_("Film, video and television production, sound recording and music publishing")),
    "60": ("J", N_("Programming and broadcasting activities")),
    "61": ("J", N_("Telecommunications")),
    "62": ("J", N_("Computer programming, consultancy and related activities")),
    "63": ("J", N_("Information service activities")),
    "64": ("K", N_("Financial services, except insurance and pension funding")),
    "65": ("K", N_("Insurance, reinsurance and pension funding")),
    "66": ("K", N_("Activities auxiliary to financial services and insurance")),
    "68": ("L", N_("Real estate activities")),
    "69": ("M", N_("Legal and accounting activities")),
    "70": ("M", N_("Head offices; management consultancy")),
    "71": ("M", N_("Architecture and engineering; technical testing and analysis")),
    "72": ("M", N_("Scientific research and development")),
    "73": ("M", N_("Advertising and market research")),
    "74": ("M", N_("Other professional, scientific and technical activities")),
    "75": ("M", N_("Veterinary activities")),
    "77": ("N", N_("Rental and leasing activities")),
    "78": ("N", N_("Employment activities")),
    "79": ("N", N_("Travel agencies, tour operators and reservation services")),
    "80": ("N", N_("Security and investigation activities")),
    "81": ("N", N_("Services to buildings and landscape activities")),
    "82": ("N", N_("Office support and other business support activities")),
    "84": ("O", N_("Public administration and defence; compulsory social security")),
    "85": ("P", N_("Education")),
    "86": ("Q", N_("Human health activities")),
    "87": ("Q", N_("Residential care activities")),
    "88": ("Q", N_("Social work activities without accommodation")),
    "90": ("R", N_("Creative, arts and entertainment activities")),
    "91": ("R", N_("Libraries, archives, museums and other cultural activities")),
    "92": ("R", N_("Gambling and betting activities")),
    "93": ("R", N_("Sports, amusement and recreation activities")),
    "94": ("S", N_("Activities of membership organizations")),
    "95": ("S", N_("Repair of computers and personal and household goods")),
    "96": ("S", N_("Other personal service activities")),
    "97": ("T", N_("Households as employers of domestic personnel")),
    "98": ("T", N_("Goods and services produced by households for own use")),
    "99": ("U", N_("Activities of extraterritorial organizations and bodies")),
}
_CODE = re.compile(r"(?:isic|nace|naf|citi)?[\s.:_-]*([a-u])?[\s.]*(\d{1,2})?", re.IGNORECASE)
_NAMES = {make_key(name) for name in SECTIONS.values()} | {make_key(name) for _section, name in DIVISIONS.values()}


def find_code(text: str) -> str:
    """Return the section ("C") or division ("10") that a cell holds as a bare code ("C", "C10", "10"), "" for none.

    Source: ISIC Rev. 4.
    """
    found = _CODE.fullmatch(text.strip())
    if found is None or not (found[1] or found[2]):
        return ""
    section, division = (found[1] or "").upper(), (found[2] or "").zfill(2) if found[2] else ""
    if not division:
        return section
    known = DIVISIONS.get(division)
    return division if known is not None and section in ("", known[0]) else ""


def find_codes(texts: list[str], head: str = "") -> list[str]:
    """Return the codes of a list of industries, [] unless every one is a code and the list is evidently of this kind.

    Evident is a head that says so, a code of two digits or with letter and digits, or five sections; a table of "A" and
    "B" is left alone.

    Source: assumption (tables of statistical offices).
    """
    codes = [find_code(text) for text in texts]
    if not codes or not all(codes) or len(set(codes)) < len(codes):
        return []
    says_so = any(word in head.split() for word in ("isic", "nace", "naf", "citi"))
    has_division = any(sum(sign.isdigit() for sign in text) == 2 for text in texts)
    return codes if says_so or has_division or len(codes) >= 5 else []


def section_of(code: str) -> str:
    """Return the section of a division, "" of a section. Source: ISIC Rev. 4."""
    return DIVISIONS[code][0] if code in DIVISIONS else ""


def name_industry(code: str) -> str:
    """Return the English name of a section or division; marked for translation here. Source: ISIC Rev. 4."""
    return SECTIONS[code] if code in SECTIONS else DIVISIONS[code][1]


def is_industry(text: str) -> bool:
    """Return whether a text is a code or a name of the classification. Source: ISIC Rev. 4."""
    return bool(find_code(text)) or make_key(text) in _NAMES


def split_name(name: str) -> tuple[str, str]:
    """Return code and English name of an industry that got its name here ("10 Manufacture of food products").

    ("", name) for any other. Source: ISIC Rev. 4.
    """
    code, _space, rest = name.partition(" ")
    is_ours = (code in SECTIONS or code in DIVISIONS) and rest == name_industry(code)
    return (code, rest) if is_ours else ("", name)
