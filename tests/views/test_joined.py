"""Styles and script: files by component, readable, joined as one."""

from clusterdash.views.joined import SCRIPTS, STYLES, join_scripts, join_styles, pick_tokens, shrink_phone_style


def test_the_style_sheets_are_joined_in_the_order_of_their_names(tmp_path):
    (tmp_path / "20-b.css").write_text("/* second */\n.b {\n  color: red;\n}\n")
    (tmp_path / "10-a.css").write_text(".a {\n  color: blue;\n}\n")
    assert join_styles(tmp_path) == ".a {\ncolor: blue;\n}\n.b {\ncolor: red;\n}"


def test_tokens_come_first_and_every_style_sheet_is_whole():
    assert min(file.name for file in STYLES.glob("*.css")) == "00-tokens.css"
    for file in STYLES.glob("*.css"):
        assert file.read_text().count("{") == file.read_text().count("}"), file.name


def test_a_page_of_its_own_gets_the_tokens_that_it_uses_and_no_others():
    picked = pick_tokens(".a {\n  gap: var(--space-2);\n  color: var(--ink);\n  inset-block-start: var(--bar);\n}")
    assert "--space-2" in picked and picked.count("--ink") == 4
    # must not happen: what a token is made of stays behind
    assert "--head" in picked and "--path" in picked
    assert "--space-3" not in picked and "--accent" not in picked
    assert "/*" not in shrink_phone_style() and "--target: 2.75rem;" in shrink_phone_style()


def test_the_script_begins_with_its_imports_and_holds_every_file():
    script = join_scripts()
    assert script.index("import morphdom") < script.index("export function show")
    assert all(file.read_text() in script for file in SCRIPTS.glob("*.js"))
