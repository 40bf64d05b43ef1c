"""The handout: two pages of A4 for people who were not in the room."""

from __future__ import annotations

from clusterdash.export.paper import print_paper
from clusterdash.export.request import Request
from clusterdash.words import _, ngettext

STEPS_SHOWN = 9  # what fits beside the mechanisms; the template shows as many


def build_handout(request: Request) -> bytes:
    """Return the handout as a PDF of exactly two pages.

    Source: assumption (a form of this app); each figure as on screen.
    """
    return print_paper("handout.typ", request, _list_words() | {"more_steps": _count_more(request)})


def _count_more(request: Request) -> str:
    """Return how many next steps find no room on the page, and where they stand; "" where all do."""
    more = sum(not step.done for step in request.facts.steps) - STEPS_SHOWN
    text = ngettext("{count} more is in the report.", "{count} more are in the report.", more)
    return text.format(count=more) if more > 0 else ""


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
