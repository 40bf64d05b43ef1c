"""Renew the translation catalogues: extract all strings, merge them into each language, compile.

``python -m scripts.translate`` does all three; ``python -m scripts.translate --check`` says what is missing.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "clusterdash"
LOCALE = PACKAGE / "locale"
TRANSLATED = ("fr",)
DOMAINS = ("interface", "data")
# The columns of the data package whose words people see; printed labels keep their English beside the translation.
WORD_COLUMNS = (
    "label short_label description question example anchor sentence text fix fix_else help reason note timing_note"
    " definition term title unit find_out how_often step says"
).split()
METHODS = [("views/templates/**.html", "jinja2"), ("**.py", "python")]
# French puts a thin space that does not break before these marks, so that none of them begins a line.
BREAKABLE = {"fr": (re.compile(r"(?<=\S) (?=[:;?!»%](?:\W|$))|(?<=«) "), "\u202f")}
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def extract_interface() -> Catalog:
    """Return all strings of code and templates."""
    catalog = Catalog(fuzzy=False)
    options = {"views/templates/**.html": {"trimmed": "true", "silent": "false"}}
    found = extract_from_dir(PACKAGE, METHODS, options, KEYWORDS, comment_tags=("Translators:",))
    for name, _line, message, comments, context in found:
        catalog.add(message, locations=[(f"clusterdash/{name}", 0)], auto_comments=comments, context=context)
    return catalog


def extract_data() -> Catalog:
    """Return all words of the data package and the worked examples."""
    catalog = Catalog(fuzzy=False)
    for name, text in sorted_words():
        catalog.add(text, locations=[(f"data/{name}", 0)])
    return catalog


def sorted_words() -> Iterable[tuple[str, str]]:
    """Return every word cell of the data package with the name of its file, in file order."""
    import json

    for path in sorted((ROOT / "data").glob("*.csv")):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            yield from ((path.name, row[column]) for column in _word_columns(path.stem) if row.get(column))
    index = ROOT / "data" / "examples" / "index.json"
    if index.exists():
        for example in json.loads(index.read_text(encoding="utf-8")):
            yield from ((f"examples/{index.name}", example[key]) for key in ("title", "story"))
            scenario = json.loads((index.parent / f"{example['code']}.json").read_text(encoding="utf-8"))
            words = ("title", "country", "region", "cluster", "notes")
            yield from ((f"examples/{example['code']}.json", scenario["place"][word]) for word in words)
    jobs = ROOT / "data" / "examples" / "jobs_highland_coffee.csv"
    if jobs.exists():  # its first line says that it is fictional
        rows = csv.DictReader(jobs.read_text(encoding="utf-8").splitlines()[1:])
        yield from ((f"examples/{jobs.name}", row["industry"]) for row in rows)


def _word_columns(table: str) -> list[str]:
    """Return the columns of a table that hold words; a question that is only referred to is a code."""
    return [name for name in WORD_COLUMNS if name != "question" or table in ("mechanisms", "context_questions")]


def merge(domain: str, language: str, template: Catalog) -> Catalog:
    """Return the catalogue of a language with the strings of ``template``; what is gone is dropped."""
    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    catalog = Catalog(locale=language, fuzzy=False)
    if path.exists():
        catalog = read_po(io.BytesIO(path.read_bytes()), locale=language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version = "clusterdash", "1"
    catalog.header_comment = "# Translations of clusterdash."
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    return catalog


def find_gaps(catalog: Catalog) -> list[str]:
    """Return the entries that are untranslated or fuzzy."""
    return [
        str(message.id) for message in catalog if message.id and (message.fuzzy or not _is_translated(message.string))
    ]


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def take_over(catalog: Catalog, folder: Path) -> None:
    """Fill a catalogue from files of translations (JSON, English to translation; a list for plural forms)."""
    import json

    for path in sorted(folder.glob("*.json")):
        for english, text in json.loads(path.read_text(encoding="utf-8")).items():
            message = catalog.get(english) or catalog.get((english, english))
            is_meant = message is not None and isinstance(text, list) == isinstance(message.id, tuple)
            if message is not None and is_meant and not _is_translated(message.string):
                message.string = tuple(text) if isinstance(text, list) else text


def set_spaces(language: str, text: str) -> str:
    """Return a translation with the spaces that its language wants before marks.

    >>> set_spaces("fr", "Prêts : 3") == "Prêts\\u202f: 3"
    True
    """
    pattern, space = BREAKABLE.get(language, (None, ""))
    return pattern.sub(space, text) if pattern else text


def _set_all_spaces(catalog: Catalog, language: str) -> None:
    for message in catalog:
        if not message.id or not message.string:
            continue
        if isinstance(message.string, tuple | list):
            message.string = tuple(set_spaces(language, one) for one in message.string)
        else:
            message.string = set_spaces(language, message.string)


def main() -> int:
    """Renew or check all catalogues; return 1 when something is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say what is missing")
    parser.add_argument("--take", type=Path, help="folder of JSON files to fill gaps from")
    wishes = parser.parse_args()
    check = wishes.check
    gaps = 0
    for domain, template in (("interface", extract_interface()), ("data", extract_data())):
        for language in TRANSLATED:
            catalog = merge(domain, language, template)
            if wishes.take:
                take_over(catalog, wishes.take)
            _set_all_spaces(catalog, language)
            missing = find_gaps(catalog)
            gaps += len(missing)
            print(f"{language} {domain}: {len(catalog)} entries, {len(missing)} missing")
            for text in missing[:10]:
                print(f"  {text[:100]}")
            if not check:
                _write(catalog, language, domain)
    return 1 if gaps else 0


def _write(catalog: Catalog, language: str, domain: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    # no dates in the files: the same strings give the same bytes
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, omit_header=False, sort_output=False, include_lineno=False)
    lines = [
        line
        for line in buffer.getvalue().splitlines(keepends=True)
        if not line.startswith((b'"POT-Creation', b'"PO-Rev'))
    ]
    (folder / f"{domain}.po").write_bytes(b"".join(lines))
    with (folder / f"{domain}.mo").open("wb") as file:
        write_mo(file, catalog)


if __name__ == "__main__":
    sys.exit(main())
