"""A data package to fill in: every table with its head line, our own rules filled in already, and a guide."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from clusterdash.catalog.descriptor import FILE, STANDARD, load_descriptor
from clusterdash.catalog.findings import problem
from clusterdash.errors import CatalogError
from clusterdash.words import N_

# Tables whose codes the program itself works with; their rows go along, and their words may be changed.
RULES = (
    "capacities", "delivery_statuses", "donor_levels", "parameters", "platforms", "salience_levels", "sections",
    "warnings",
)  # fmt: skip
GUIDE_HEAD = """# A toolbox of your own

Every CSV file here is one table. Fill in one line per fact, below the head line; a spreadsheet program can do that
(save as "CSV UTF-8, comma"). Codes are small letters, digits and underscores, and never change once people have saved
plans. `basis` says where a line comes from: `paper` or `assumption`.

Check it as often as you like; everything that is wrong or missing is listed:

    clusterdash check FOLDER

When nothing is listed any more, run the app on it:

    clusterdash serve --toolbox FOLDER

Tables marked "filled in" hold what the program itself works with; change their words if you like, not their codes.
"""


def write_blank_toolbox(folder: Path) -> list[Path]:
    """Return the files of a new data package in a folder: tables with head lines, their description, and a guide.

    Raises
    ------
    CatalogError : the folder is not empty, or nothing can be written there.

    Source: assumption (a device of the program).
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            template = N_("{found} is not empty; name a folder that is empty or not there yet.")
            raise CatalogError([problem(str(folder), template, str(folder), "")])
        folder.mkdir(parents=True, exist_ok=True)
        return list(_write(folder))
    except OSError as error:
        template = N_("Nothing can be written to {found} ({allowed}); name another folder.")
        raise CatalogError([problem(str(folder), template, str(folder), error.strerror or "")]) from None


def _write(folder: Path) -> Iterator[Path]:
    tables, _description = load_descriptor(STANDARD.parent)
    for name, table in tables.items():
        path = folder / table.path
        if name in RULES:
            path.write_bytes((STANDARD.parent / table.path).read_bytes())
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerow([column.name for column in table.columns])
        yield path
    content = json.loads(STANDARD.read_text(encoding="utf-8"))
    description = folder / FILE
    own = {**content, "name": "my-toolbox", "title": "A toolbox of our own", "sources": [], "contributors": []}
    description.write_text(json.dumps(own, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    yield description
    guide = folder / "README.md"
    guide.write_text(GUIDE_HEAD + "\n".join(_describe(content)) + "\n", encoding="utf-8")
    yield guide


def _describe(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield the guide to each table: what a line holds, and its columns."""
    for resource in content["resources"]:
        filled = " (filled in)" if resource["name"] in RULES else ""
        yield f"\n## {resource['path']}: {resource.get('title', resource['name'])}{filled}\n"
        if resource.get("description"):
            yield f"{resource['description']}\n"
        for field in resource["schema"]["fields"]:
            needed = " *needed*." if field.get("constraints", {}).get("required") else ""
            yield f"- `{field['name']}`: {field.get('description', '')}{needed}"
