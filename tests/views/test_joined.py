"""Styles and script: files by component, readable, joined as one."""

import re

from clusterdash.views.joined import SCRIPTS, STYLES, join_scripts, join_styles


def test_the_style_sheets_are_joined_in_the_order_of_their_names(tmp_path):
    (tmp_path / "20-b.css").write_text("/* second */\n.b {\n  color: red;\n}\n")
    (tmp_path / "10-a.css").write_text(".a {\n  color: blue;\n}\n")
    assert join_styles(tmp_path) == ".a {\ncolor: blue;\n}\n.b {\ncolor: red;\n}"


def test_tokens_come_first_and_every_style_sheet_is_whole():
    assert min(file.name for file in STYLES.glob("*.css")) == "00-tokens.css"
    for file in STYLES.glob("*.css"):
        assert file.read_text().count("{") == file.read_text().count("}"), file.name


def test_every_declaration_has_a_line_of_its_own():
    for file in STYLES.glob("*.css"):
        for line in re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL).splitlines():
            assert line.count(";") <= 1 and not re.search(r"[{}].*[{}]", line), f"{file.name}: {line}"


def test_every_token_that_is_used_is_defined():
    from clusterdash.charts.theme import css_variables

    sheets = join_styles() + css_variables()
    assert set(re.findall(r"var\((--[\w-]+)\)", sheets)) <= set(re.findall(r"(--[\w-]+)\s*:", sheets))


def test_the_script_begins_with_its_imports_and_holds_every_file():
    script = join_scripts()
    assert script.index("import morphdom") < script.index("export function show")
    assert all(file.read_text() in script for file in SCRIPTS.glob("*.js"))
