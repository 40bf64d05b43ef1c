"""Check a data package and say in plain words what is wrong: ``python -m clusterdash.catalog [folder]``."""

from __future__ import annotations

import sys
from dataclasses import fields

from clusterdash.catalog import Catalog, load_catalog
from clusterdash.errors import CatalogError
from clusterdash.words import _, ngettext


def main(arguments: list[str]) -> int:
    """Return 0 for a package in order and 1 for a broken one, after printing what was found."""
    try:
        catalog = load_catalog(arguments[0] if arguments else None)
    except CatalogError as error:
        count = len(error.problems)
        print(ngettext("{count} problem in the data package:", "{count} problems:", count).format(count=count))
        for problem in error.problems:
            print(f"- {problem.where}: {problem.text(_)}")
        print(_("Row 1 is the line with the column names, as in a spreadsheet."))
        return 1
    print(_("The data package is in order: {counts}.").format(counts=_counts(catalog)))
    return 0


def _counts(catalog: Catalog) -> str:
    tables = {field.name: len(getattr(catalog, field.name)) for field in fields(catalog) if field.name != "fingerprint"}
    return ", ".join(f"{name} {count}" for name, count in tables.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
