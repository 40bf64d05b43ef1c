"""Whatever people type goes through every file as text: nothing breaks, nothing is run, nothing leads elsewhere."""

import io
import json
import re
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from clusterdash.export import EXPORTS, MINUTES, export, export_comparison, export_minutes
from clusterdash.export.votes import Votes
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import default_scenario

TEXTS = {
    "formula": '=HYPERLINK("http://evil.example/x","click")',
    "command": "+cmd|' /C calc'!A0",
    "right to left": "\u202eمرحبا بالعالم\u202c שלום",
    "pictures": "👩\u200d👧\u200d👦 🏭 日本",
    "controls": "a\x00b\x07c\x1bd\ud800e\ufffe",
    "markup": "<script>alert(1)</script> #eval(1) $x$ {{ 7 * 7 }} </w:t>",
    "long": "Z" * 5_000,
    "stacked": "e" + "\u0301" * 300,
}


def write_everywhere(texts):
    """Return a scenario whose place, notes, regions, log and next steps are texts, as far as a file may hold them."""
    data = json.loads(default_scenario().to_json())
    first, second, third, *_more = texts * 3
    data["place"] |= {"title": first[:120], "region": second[:100], "cluster": third[:100]}
    data["place"]["notes"] = "\n".join(texts)[:4_000]
    data["chain"]["regions"] = [f"{text[:50]} {number}" for number, text in enumerate(texts)]
    data["decisions"] = [{"kind": "note", "subject": one[:100], "reason": one[:400]} for one in texts]
    data["next_steps"] = [{"what": one[:250], "owner": one[:100], "note": one[:400]} for one in texts]
    data["next_steps"] += [{"code": one[:100], "owner": one[:100], "due": "9999-12-31"} for one in texts]
    return Scenario.from_json(json.dumps(data))


def write_votes(texts):
    """Return votes of a room of which every name is such a text, as far as they may be."""
    names = [text[:100] for text in texts]
    answers = {f"{kind}:{name}": {name: 3} for kind in ("context", "capacity", "choice", "none") for name in names}
    return Votes(names[0], groups=dict.fromkeys(names, 3), is_revealed=True, too_few=tuple(names), answers=answers)


def make(code, catalog, scenario, texts):
    if code == "comparison":
        return export_comparison(catalog, [scenario, default_scenario()])
    if code in MINUTES:
        return export_minutes(catalog, scenario, code, "fr", date(9999, 12, 31), write_votes(texts))
    return export(code, catalog, scenario, "fr")


@pytest.mark.parametrize("code", [*EXPORTS, *MINUTES, "comparison"])
@pytest.mark.parametrize("kinds", [list(TEXTS), ["long"]], ids=["all", "long"])
def test_no_text_breaks_a_file_or_becomes_more_than_text(catalog, code, kinds):
    texts = [TEXTS[kind] for kind in kinds]
    scenario = write_everywhere(texts)
    made = make(code, catalog, scenario, texts)
    assert len(made) > 1_000
    if made[:2] == b"PK":
        check_package(zipfile.ZipFile(io.BytesIO(made)), texts)
    elif made[:4] == b"%PDF":
        assert not re.search(rb"/(URI|JavaScript|Launch)\b", made)
    else:
        assert b"<script>alert" not in made


def check_package(package, texts):
    """Hold that no part leads elsewhere, and no cell of a sheet in it is a formula made of a text."""
    for name in package.namelist():
        content = package.read(name)
        assert b'TargetMode="External"' not in content, name
        if name.endswith(".xlsx"):
            check_package(zipfile.ZipFile(io.BytesIO(content)), texts)
    if "xl/workbook.xml" in package.namelist():
        for sheet in load_workbook(package.fp):
            formulas = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            assert not [one for one in formulas for text in texts if text[:12] in one]
