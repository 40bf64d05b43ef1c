"""What the bundled fonts can draw."""

from babel.messages.pofile import read_po

from clusterdash.export.glyphs import FONTS, STAND_IN, keep_drawable, list_drawable


def test_every_word_of_ours_can_be_drawn(project):
    words = {path.read_text(encoding="utf-8") for path in (project / "data").glob("*.csv")}
    for path in (project / "clusterdash/locale").rglob("*.po"):
        with path.open("rb") as file:
            words |= {str(message.string) for message in read_po(file)}
    letters = set(keep_drawable("".join(words)))
    assert STAND_IN not in letters and not {one for one in letters - {"\n"} if ord(one) not in list_drawable()}


def test_what_no_font_has_is_a_white_square():
    assert keep_drawable("Dolba 日本 ☕") == "Dolba □□ ☕"


def test_the_fonts_are_small_and_carry_their_licence():
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 2_500_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "noto.LICENSE").read_text(encoding="utf-8")
