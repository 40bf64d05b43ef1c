"""How to cite what was taken away: the file itself, the app, and the paper."""

from __future__ import annotations

import json

from clusterdash import __version__
from clusterdash.export.request import Request

PAPER = "Benner, M. (2013): Cluster policy in developing countries, MPRA Paper No. 44257"
PAPER_ADDRESS = "https://mpra.ub.uni-muenchen.de/44257/"
NUMBER_OF_PAPER = "44257"


def write_cff(request: Request) -> str:
    """Return a citation file (CFF 1.2) of the data of one scenario; texts of people are quoted.

    Source: assumption (Citation File Format); Benner 2013.
    """
    head = request.facts.head
    date = [f"date-released: {head.date_iso}"] if head.date_iso else []
    return "\n".join(
        [
            "cff-version: 1.2.0",
            "message: " + json.dumps("If you use these data, please cite them and the paper that they carry out."),
            "title: " + json.dumps(head.title, ensure_ascii=False),
            "type: dataset",
            f"version: {json.dumps(__version__)}",
            *date,
            "license: MIT",
            "authors:",
            "  - name: clusterdash contributors",
            "references:",
            "  - type: report",
            "    title: Cluster policy in developing countries",
            "    authors:",
            "      - family-names: Benner",
            "        given-names: M.",
            "    institution:",
            "      name: Munich Personal RePEc Archive (MPRA)",
            f'    number: "{NUMBER_OF_PAPER}"',
            "    year: 2013",
            f"    url: {PAPER_ADDRESS}",
            "",
        ]
    )


def write_bibtex(request: Request) -> str:
    """Return BibTeX entries of the data and of the paper; what BibTeX would read as markup is left out of texts.

    Source: assumption (BibTeX); Benner 2013.
    """
    head = request.facts.head
    title = "".join(sign for sign in head.title if sign not in '{}\\"%@~#$^&_').strip()
    year = head.date_iso[:4] or str(head.start_year)
    return (
        "@misc{clusterdash_scenario,\n"
        f"  title = {{{{{title}}}}},\n"
        "  author = {{clusterdash contributors}},\n"
        f"  year = {{{year}}},\n"
        f"  note = {{Made with clusterdash {__version__}, after Benner (2013)}}\n"
        "}\n\n"
        "@techreport{benner2013,\n"
        "  author = {Benner, M.},\n"
        "  title = {Cluster policy in developing countries},\n"
        "  institution = {Munich Personal RePEc Archive (MPRA)},\n"
        f"  type = {{MPRA Paper}},\n  number = {{{NUMBER_OF_PAPER}}},\n"
        f"  year = {{2013}},\n  url = {{{PAPER_ADDRESS}}}\n"
        "}\n"
    )
