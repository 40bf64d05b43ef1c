"""What the bundled fonts can draw."""

import io
import json

import pytest
from babel.messages.pofile import read_po
from pypdf import PdfReader

from clusterdash.export import export
from clusterdash.export.glyphs import FONTS, STAND_IN, find_undrawable, keep_drawable, list_signs, list_texts
from clusterdash.export.paper import LONGEST_WORD, break_long_words
from clusterdash.model.scenario.scenario import Place, Scenario
from clusterdash.results import default_scenario
from clusterdash.ui.session import Sitting
from clusterdash.ui.shell import build_screen
from clusterdash.ui.take_away import find_take_away
from clusterdash.views.screen import draw_screen

# The name of a place, or a word or two, in each script that the papers can print.
WRITTEN = {
    "Adlam": "𞤆𞤵𞤤𞤢𞤪",
    "Amharic": "የኢትዮጵያ የክላስተር ፕሮግራም",
    "Arabic": "خطة التجمعات في القاهرة ١٢٣",
    "Armenian": "Հայաստանի կլաստեր",
    "Bengali": "বাংলাদেশ ক্লাস্টার উন্নয়ন",
    "Burmese": "မြန်မာနိုင်ငံ အစုအဖွဲ့",
    "Cyrillic": "Кластер Қазақстан",
    "Dhivehi": "ދިވެހިރާއްޖެ",
    "Georgian": "საქართველოს კლასტერი",
    "Greek": "Σύμπλεγμα",
    "Gujarati": "ગુજરાત ક્લસ્ટર",
    "Hausa": "Ƙasar Ɓauchi",
    "Hebrew": "תוכנית אשכולות שָׁלוֹם",
    "Hindi": "हस्तशिल्प क्लस्टर, क्षेत्र श्रृंखला",
    "Kannada": "ಕರ್ನಾಟಕ ಕ್ಲಸ್ಟರ್",
    "Khmer": "ផែនការអភិវឌ្ឍន៍ចង្កោម កម្ពុជា",
    "Lao": "ແຜນພັດທະນາກຸ່ມອຸດສາຫະກຳ",
    "Malayalam": "കേരള ക്ലസ്റ്റർ",
    "Meetei": "ꯃꯅꯤꯄꯨꯔ",
    "NKo": "ߒߞߏ",
    "Odia": "ଓଡ଼ିଶା କ୍ଲଷ୍ଟର",
    "Persian": "خوشه\u200cهای صنعتی ایران",
    "Punjabi": "ਪੰਜਾਬ ਕਲੱਸਟਰ",
    "Santali": "ᱥᱟᱱᱛᱟᱲᱤ",
    "Sinhala": "ශ්\u200dරී ලංකාව",
    "Tamil": "தமிழ்நாடு கைத்தறி",
    "Telugu": "తెలుగు క్లస్టర్",
    "Thai": "แผนพัฒนาคลัสเตอร์ น้ำใจ",
    "Tifinagh": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
    "Urdu": "پاکستان کلسٹر پروگرام",
    "Vietnamese": "Đồng bằng sông Cửu Long",
    "Yoruba": "Ìbàdàn ẹ̀kọ́ ọ̀nà",
}


def test_every_word_of_ours_can_be_drawn(project):
    words = {path.read_text(encoding="utf-8") for path in (project / "data").glob("*.csv")}
    for path in (project / "clusterdash/locale").rglob("*.po"):
        with path.open("rb") as file:
            words |= {str(message.string) for message in read_po(file)}
    assert find_undrawable(words) in ("", STAND_IN)


@pytest.mark.parametrize("language", WRITTEN)
def test_the_scripts_of_the_countries_are_printed_as_they_were_written(language):
    assert keep_drawable(WRITTEN[language]) == WRITTEN[language] and not find_undrawable([WRITTEN[language]])


def test_a_paper_in_all_these_scripts_is_made_with_the_font_of_each(catalog):
    notes = "\n".join(WRITTEN.values())
    scenario = default_scenario().change(place=Place("القاهرة हिन्दी", "ኢትዮጵያ", "ไทย", "ශ්\u200dරී", 2027, notes))
    pages = PdfReader(io.BytesIO(export("report", catalog, scenario))).pages
    fonts = {str(font["/BaseFont"]) for page in pages for font in map(_open, page["/Resources"]["/Font"].values())}
    assert {"Arabic", "Devanagari", "Ethiopic", "Thai", "Sinhala"} <= {
        one.partition("Noto")[2][4:].partition("-")[0] for one in fonts
    }
    assert STAND_IN not in "".join(page.extract_text() for page in pages)


def _open(reference):
    return reference.get_object()


def test_what_no_font_has_is_a_white_square_and_told():
    assert keep_drawable("Dolba 日本 ☕") == "Dolba □□ ☕"
    assert find_undrawable(["Dolba 日本 ☕", "日 ب\u0301", "👩\u200d👧"]) == "日本\u0301👩👧"
    assert find_undrawable([chr(0x4E00 + place) for place in range(99)])[-1] == "…"


def test_a_mark_stays_where_the_font_of_its_letter_has_it():
    assert keep_drawable("e\u0301 ب\u0301ا क\u0301ि") == "e\u0301 با कि"


def test_joiners_stay_between_letters_and_go_between_pictures():
    assert keep_drawable("ශ්\u200dරී ☕\ufe0f\u200d☕") == "ශ්\u200dරී ☕☕"


def test_long_words_break_between_signs_only():
    word = WRITTEN["Hindi"].replace(" ", "") * 3
    pieces = break_long_words(word).split("\u200b")
    assert len(pieces) > 2 and "".join(pieces) == word
    assert [sign for piece in pieces for sign in list_signs(piece)] == list_signs(word)
    assert all(piece[0] not in "्ािीृ" and piece[-1] != "्" for piece in pieces)


def test_scripts_without_spaces_are_left_to_the_dictionary_of_the_typesetter():
    word = "แผนพัฒนาคลัสเตอร์" * 3
    assert len(word) > LONGEST_WORD and break_long_words(word) == word


def test_a_paper_says_what_its_squares_stand_for(catalog):
    def read(title):
        made = export("handout", catalog, default_scenario().change(place=Place(title)))
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)

    assert "□ stands for a sign" in read("日本 plan") and "□" not in read("Dolba")


def test_take_away_tells_before_a_paper_is_made_what_it_cannot_show():
    sitting = Sitting(Scenario(place=Place("日本 plan")), "en", page="take-away")
    assert find_take_away(sitting).undrawable == "日本"
    assert "in their place: 日本." in draw_screen(build_screen(sitting, {})).html
    assert find_take_away(Sitting(default_scenario(), "en")).undrawable == ""


def test_the_fonts_are_small_and_carry_their_licence():
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 4_600_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "noto.LICENSE").read_text(encoding="utf-8")


def test_texts_are_found_however_deep_they_lie():
    assert set(list_texts(json.loads('{"a": ["b", {"c": 1, "d": null}], "e": {"f": "g"}}'))) == set("abcdefg")
