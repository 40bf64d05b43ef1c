"""The handout: two pages of A4 for people who were not in the room."""

from __future__ import annotations

from clusterdash.export.paper import print_paper
from clusterdash.export.request import Request
from clusterdash.words import _


def build_handout(request: Request) -> bytes:
    """Return the handout as a PDF of exactly two pages.

    Source: assumption (a form of this app); each figure as on screen.
    """
    return print_paper("handout.typ", request, _list_words())


def _list_words() -> dict[str, str]:
    """Return the headings of the template."""
    return {
        "mechanism": _("What matters here"),
        "rating": _("Rating"),
        "served": _("Served"),
        "instruments": _("Instruments"),
        "next_steps": _("Next steps"),
        "no_steps": _("No step follows yet: rate first what matters here."),
        "what": _("What"),
        "who": _("Who"),
        "when": _("When"),
        "who_does_what": _("Who does what"),
        "instrument": _("Instrument"),
        "delivery": _("How it stands"),
        "responsible": _("Responsible"),
        "contributes": _("Contribute"),
        "training": _("Training comes first"),
        "donor_does": _("What the donor does"),
        "cost": _("Cost"),
        "look": _("What to look at"),
        "problems": _("What could not be followed"),
    }
