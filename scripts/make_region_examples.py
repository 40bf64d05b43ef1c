"""Make the two fictional tables of jobs that fit the worked examples; the same seed gives the same bytes.

Run: ``python -m scripts.make_region_examples``. Places, industries and figures are invented.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[1] / "data" / "examples"
SEED = 2013
YEARS = (2019, 2024)
# Region -> people at work, and industries that stand out there (times the usual share, growth from 2019 to 2024).
REGIONS = {
    "Amberra North": (21_000, {"Coffee growing": (5, 1.14), "Coffee roasting": (4, 1.6), "Packaging": (2, 1.2)}),
    "Amberra South": (17_000, {"Coffee growing": (4, 1.05), "Honey and spices": (5, 1.3)}),
    "Dolba": (12_000, {"Weaving": (6, 0.82), "Clothing": (4, 0.9)}),
    "Keshi": (9_500, {"Timber": (5, 0.95), "Furniture": (6, 1.25)}),
    "Lower Muna": (26_000, {"Rice and cereals": (4, 1.0), "Food processing": (3, 1.12)}),
    "Upper Muna": (11_000, {"Livestock": (4, 1.02), "Leather": (7, 1.08), "Dairy": (4, 1.22)}),
    "Rivane": (18_000, {"Fruit growing": (5, 1.15), "Fruit drying": (8, 1.7)}),
    "Tesso": (7_800, {"Quarrying": (9, 0.9), "Cement and bricks": (6, 1.1)}),
    "Wadira": (14_500, {"Guest houses": (4, 1.35), "Guides and tours": (6, 1.5), "Crafts": (3, 1.1)}),
    "Yalo": (6_200, {"Coffee growing": (3, 0.93), "Fishing": (7, 0.96)}),
    "Port Halim": (88_000, {"Freight and storage": (3, 1.18), "Software": (4, 1.8), "Banking": (3, 1.2)}),
    "Senna Plain": (31_000, {"Sugar cane": (8, 0.88), "Metal workshops": (3, 1.24)}),
}
# Industry -> its share of all work in a place like any other (in thousandths, about), and its growth.
INDUSTRIES = {
    "Coffee growing": (40, 1.03),
    "Coffee roasting": (4, 1.2),
    "Tea growing": (12, 0.98),
    "Rice and cereals": (90, 0.97),
    "Fruit growing": (25, 1.06),
    "Fruit drying": (3, 1.3),
    "Sugar cane": (14, 0.92),
    "Honey and spices": (6, 1.12),
    "Livestock": (48, 0.99),
    "Dairy": (9, 1.08),
    "Fishing": (11, 0.95),
    "Timber": (13, 0.94),
    "Furniture": (10, 1.05),
    "Weaving": (12, 0.88),
    "Clothing": (22, 0.97),
    "Leather": (5, 1.0),
    "Crafts": (14, 1.04),
    "Food processing": (28, 1.1),
    "Beverages": (9, 1.07),
    "Packaging": (5, 1.15),
    "Quarrying": (7, 0.97),
    "Cement and bricks": (9, 1.06),
    "Metal workshops": (17, 1.08),
    "Machine repair": (12, 1.05),
    "Construction": (66, 1.14),
    "Water and electricity": (9, 1.06),
    "Retail trade": (120, 1.05),
    "Wholesale trade": (26, 1.06),
    "Transport": (42, 1.08),
    "Freight and storage": (13, 1.1),
    "Guest houses": (12, 1.16),
    "Restaurants": (27, 1.12),
    "Guides and tours": (4, 1.2),
    "Software": (6, 1.5),
    "Banking": (11, 1.1),
    "Business services": (18, 1.15),
    "Schools": (58, 1.06),
    "Health": (36, 1.1),
    "Public offices": (44, 1.02),
    "Personal services": (33, 1.04),
}  # one line an industry
SECRET_BELOW = 25
CROSSTAB_REGIONS = ("Seluna", "Port Marel", "Isle of Tarn", "Oro Bay", "Cape Lins", "Vella")
CROSSTAB = {
    "Hôtels et maisons d’hôtes": (310, 1240, 420, 95, 130, 60),
    "Restauration": (420, 1610, 260, 180, 150, 140),
    "Bateaux et excursions": (60, 330, 290, 40, 210, None),
    "Guides": (35, 120, 85, 20, 55, 15),
    "Pêche": (140, 260, 310, 420, 380, 70),
    "Transformation du poisson": (20, 410, 30, 260, 45, None),
    "Construction navale": (None, 180, 20, 15, 90, None),
    "Agriculture": (880, 320, 190, 410, 260, 1350),
    "Artisanat": (90, 160, 75, 60, 40, 120),
    "Commerce": (760, 2450, 240, 390, 300, 520),
}


def make_long_table() -> str:
    """Return 12 regions by 40 industries in two years, in long form, small figures kept secret as an office would."""
    random = np.random.default_rng(SEED)
    out = io.StringIO()
    out.write("Jobs by region and industry; fictional: invented for the worked example Highland coffee\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["region", "industry", "year", "jobs"])
    usual = sum(share for share, _growth in INDUSTRIES.values())
    for region, (people, special) in REGIONS.items():
        for industry, (share, growth) in INDUSTRIES.items():
            times, own_growth = special.get(industry, (1, growth))
            before = people * share / usual * times * random.lognormal(0, 0.18)
            after = before * own_growth * random.lognormal(0, 0.06)
            for year, jobs in zip(YEARS, (before, after), strict=True):
                number = round(jobs)
                writer.writerow([region, industry, year, f"<{SECRET_BELOW}" if 0 < number < SECRET_BELOW else number])
    return out.getvalue()


def make_crosstab() -> str:
    """Return a small crosstab in French with semicolons, a total, and figures kept secret."""
    out = io.StringIO()
    out.write("Emplois par région et secteur : données fictives, inventées pour l’exemple du tourisme côtier\n")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["Secteur", *CROSSTAB_REGIONS, "Ensemble"])
    for industry, numbers in CROSSTAB.items():
        shown = ["c" if number is None else _group(number) for number in numbers]
        writer.writerow([industry, *shown, _group(sum(number or 6 for number in numbers))])
    return out.getvalue()


def _group(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def main() -> None:
    """Write both tables."""
    (FOLDER / "jobs_highland_coffee.csv").write_text(make_long_table(), encoding="utf-8", newline="\n")
    (FOLDER / "jobs_coastal_tourism.csv").write_text(make_crosstab(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
