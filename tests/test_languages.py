"""Languages: nothing missing or fuzzy, compiled files up to date, no string on screen that bypasses gettext."""

import ast
import gettext
import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from clusterdash.words import LANGUAGES, LOCALE_FOLDER, label, select_language
from scripts.translate import DOMAINS, TRANSLATED, extract_data, extract_interface, find_gaps, set_spaces

TEMPLATES = {"interface": extract_interface, "data": extract_data}
# Words that are the same in every language: names, marks, formats.
NOT_WORDS = re.compile(r"^([\W\d_]|&nbsp;)*$|^clusterdash$|^Benner|^MPRA|^Cluster policy in developing countries$")


def read_catalogue(language, domain):
    with (LOCALE_FOLDER / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", TRANSLATED)
def test_no_string_is_missing_or_fuzzy(language, domain):
    catalogue = read_catalogue(language, domain)
    known = {message.id for message in catalogue}
    assert not [message.id for message in TEMPLATES[domain]() if message.id and message.id not in known]
    assert not find_gaps(catalogue)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_placeholders(language, domain):
    def names(text):
        return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}

    for message in read_catalogue(language, domain):
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set().union(*(names(text) for text in originals))
        for string in strings:
            assert names(string) <= wanted, message.id
        assert not message.id or names(strings[-1]) == wanted, message.id


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_up_to_date(language, domain):
    compiled = gettext.translation(domain, LOCALE_FOLDER, languages=[language])
    for message in read_catalogue(language, domain):
        if isinstance(message.id, tuple):
            assert compiled.ngettext(*message.id, 2) == message.string[-1]
        elif message.id:
            assert compiled.gettext(message.id) == message.string


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_line_of_french_begins_with_a_mark(domain):
    for message in read_catalogue("fr", domain):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings if message.id else ():
            # must not happen: a space where the browser may break the line before : ; ? ! »
            assert not re.search(r"\S [:;?!»](\W|$)|« ", string), string


@pytest.mark.parametrize(
    ("language", "given", "wanted"),
    [
        ("fr", "Prêts : 3 ; « oui » ?", "Prêts\u202f: 3\u202f; «\u202foui\u202f»\u202f?"),
        ("fr", "voir :8501", "voir :8501"),
        ("en", "Ready : 3", "Ready : 3"),
    ],
)
def test_marks_keep_to_their_word_in_french_alone(language, given, wanted):
    assert set_spaces(language, given) == wanted


def test_every_language_offered_is_translated():
    assert set(LANGUAGES) == {"en", *TRANSLATED}


@pytest.mark.parametrize(
    ("wish", "language"), [("fr-CA", "fr"), ("fr_FR", "fr"), ("xx", "en"), (None, "en"), ("", "en")]
)
def test_a_wish_for_a_language_falls_back_to_english(wish, language):
    assert select_language(wish) == language


def test_a_label_of_the_data_is_translated_and_an_unknown_one_stays():
    select_language("fr")
    assert label("Job fairs") != "Job fairs"
    assert label("no such label") == "no such label"


def test_no_template_has_words_outside_gettext(project):
    for path in sorted((project / "clusterdash" / "ui" / "templates").glob("*.html")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        texts = re.findall(r">([^<>]+)<", text) + re.findall(r'(?:title|aria-label|placeholder|alt)="([^"]+)"', text)
        loose = [one.strip() for one in texts if re.search(r"[A-Za-z]{3}", one) and not NOT_WORDS.match(one.strip())]
        loose = [
            one for one in loose if one not in ("Benner, M. (2013)", ". MPRA Paper No. 44257.", "datapackage.json")
        ]
        loose = [one for one in loose if "clusterdash · Benner (2013)" not in one]
        assert not [one for one in loose if not one.endswith((".csv", "&nbsp;"))], path.name


def test_no_note_of_a_basis_bypasses_gettext(project):
    for path in sorted((project / "clusterdash" / "ui" / "templates").glob("*.html")):
        assert not re.findall(r'basis\("\w+", "[^"]*", "', path.read_text(encoding="utf-8")), path.name


def find_loose_sentences(path):
    """Return string literals with spaces and letters that look like sentences and are not inside a gettext call."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    marked = {
        id(leaf)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "N_", "ngettext"}
        for leaf in ast.walk(node)
    }
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in marked | docs
        and re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", node.value)
        and not re.search(r"[<{;=]|--", node.value)
    ]


def test_no_sentence_in_the_interface_code_bypasses_gettext(project):
    for folder in ("ui", "charts"):
        for path in sorted((project / "clusterdash" / folder).glob("*.py")):
            assert not find_loose_sentences(path), path.name


def test_the_search_for_loose_sentences_finds_one(tmp_path):
    path = tmp_path / "page.py"
    path.write_text('"""Doc of the page here."""\nshow("this was never marked")\nshow(_("this one was marked"))\n')
    assert find_loose_sentences(path) == ["this was never marked"]


def find_hidden_words(text):
    """Return the strings of gettext calls inside an f-string, where the search for words does not look."""
    return [
        call.args[0].value
        for outer in ast.walk(ast.parse(text))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "N_", "ngettext"}
        if isinstance(call.args[0], ast.Constant)
    ]


def test_no_word_hides_in_an_f_string_where_it_is_never_translated(project):
    for path in sorted((project / "clusterdash").rglob("*.py")):
        assert not find_hidden_words(path.read_text(encoding="utf-8")), path.name
    assert find_hidden_words("f\"{one}; {_('also')}\"") == ["also"]
