"""The page: one HTML file with its style, its arithmetic and its data inside."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.charts import theme
from clusterdash.export.page.data import collect_rules
from clusterdash.export.request import Request
from clusterdash.model.scenario.checks import CAPACITIES
from clusterdash.model.scenario.scenario import PLATFORMS, Scenario
from clusterdash.views.joined import pick_tokens
from clusterdash.words import _, current_language, direction, label, ngettext

HERE = Path(__file__).parent
MODULES = ("mix.js", "rules.js", "page.js")
_IMPORT_LINE = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT_WORD = re.compile(r"^export (?=function|const)", re.MULTILINE)


def build_page(request: Request) -> bytes:
    """Return the page as UTF-8: it asks no server and computes mix, delivery and value again by the rules of the model.

    Raises
    ------
    ClusterdashError
        The toolbox is too large for a page.

    Source: assumption (a form of this app); each figure as on screen.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    facts = request.facts
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    text = environment.get_template("page.html").render(
        language=current_language(),
        direction=direction(),
        head=facts.head,
        findings=facts.findings,
        mix=facts.mix,
        steps=[" · ".join(part for part in (one.what, one.who, one.when) if part) for one in facts.steps],
        mechanisms=[{"label": label(row.label)} for row in request.catalog.mechanisms],
        actors=_list_actors(request.catalog),
        words=_list_words(),
        style=Markup(_join_style()),  # noqa: S704, ours
        script=Markup(join_modules()),  # noqa: S704, ours
        data=Markup(write_data(_collect_data(request))),  # noqa: S704, every "<" is escaped
    )
    return text.encode("utf-8")


@cache
def join_modules() -> str:
    """Return the modules of the page as one script, without the lines by which they find each other."""
    parts = [(HERE / name).read_text(encoding="utf-8") for name in MODULES]
    return "\n".join(_EXPORT_WORD.sub("", _IMPORT_LINE.sub("", part)) for part in parts)


def _join_style() -> str:
    sheet = (HERE / "page.css").read_text(encoding="utf-8")
    return f"{theme.css_variables()}\n{pick_tokens(sheet)}\n{sheet}"


def write_data(data: dict[str, Any]) -> str:
    """Return data as JSON that can stand in a page: nothing in it ends the element or begins another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _collect_data(request: Request) -> dict[str, Any]:
    catalog, scenario = request.catalog, request.scenario
    text = request.results.asked.to_json()
    fingerprint = hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
    steps = [one for one in request.results.asked.next_steps if one.code and not one.what.strip()]
    title = re.sub(r"[^\w]+", "-", request.results.asked.place.title.casefold()).strip("-")[:60]
    return {
        "rules": collect_rules(catalog, scenario),
        "choices": _read_choices(catalog, scenario),
        "ticks": {one.code: {"who": one.owner, "on": one.done_on} for one in steps if one.done},
        "owners": {one.code: one.owner for one in steps},
        "scenario": json.loads(text),
        "fingerprint": fingerprint,
        "fileName": f"clusterdash-{title or 'scenario'}-{fingerprint[:6]}.json",
        "toolbox": _collect_toolbox(catalog),
        "words": _list_page_words(len(catalog.instruments)),
    }


def _read_choices(catalog: Catalog, scenario: Scenario) -> dict[str, Any]:
    return {
        "salience": [scenario.salience.get(row.code, 0) for row in catalog.mechanisms],
        "capacities": [CAPACITIES.index(scenario.capacity.get(row.code, "weak")) for row in catalog.governments],
        "level": scenario.donor_level,
        "platform": PLATFORMS.index(scenario.platform),
        "size": min(scenario.mix_size, len(catalog.instruments)),
    }


def _collect_toolbox(catalog: Catalog) -> dict[str, Any]:
    families = {row.code: place for place, row in enumerate(catalog.families)}
    capacities = {row.code: row for row in catalog.capacities}
    platforms = {row.code: row for row in catalog.platforms}
    actors = {row.code: place for place, row in enumerate(catalog.actors)}
    return {
        "mechanisms": [
            {
                "name": label(row.short_label),
                "label": label(row.label),
                "question": label(row.question),
                "example": label(row.example),
                "family": families[row.family],
                "mark": theme.family_mark(families[row.family]),
            }
            for row in catalog.mechanisms
        ],
        "instruments": [
            {
                "name": label(row.short_label),
                "label": label(row.label),
                "lines": [[actors[one.actor], label(one.text)] for one in catalog.contributions_of(row.code)],
            }
            for row in catalog.instruments
        ],
        "levels": [[f"{row.level} {label(row.label)}", label(row.anchor)] for row in catalog.salience_levels],
        "capacities": [[label(capacities[code].label), label(capacities[code].sentence)] for code in CAPACITIES],
        "governments": [label(row.label) for row in catalog.governments],
        "donorLevels": [[f"{row.level} {label(row.label)}", label(row.sentence)] for row in catalog.donor_levels],
        "platforms": [[label(platforms[code].label), label(platforms[code].sentence)] for code in PLATFORMS],
        "actors": _list_actors(catalog),
        "statuses": [
            [row.code, label(row.label), theme.DELIVERY_ICONS.get(row.code, "?")] for row in catalog.delivery_statuses
        ],
    }


def _list_actors(catalog: Catalog) -> list[tuple[str, str, int, int]]:
    """Return name, letter, slot of the colour, and the place among the governments (-1: none of them) of each actor."""
    places = {row.code: place for place, row in enumerate(catalog.governments)}
    return [
        (label(row.label), row.letter, theme.agent_slot(row.code), places.get(row.code, -1)) for row in catalog.actors
    ]


def _list_page_words(most: int) -> dict[str, Any]:
    """Return the sentences that the script completes; those of the app where the app has them."""
    return {
        "percent": "\u202f%" if current_language() == "fr" else "%",
        "instruments": [
            ngettext("{count} instrument", "{count} instruments", count).format(count=count)
            for count in range(most + 1)
        ],
        "headline": _("{instruments}: {statuses}."),
        "countStatus": _("{count} {status}"),
        "unrated": _("Nothing is rated yet: say first what matters here."),
        "none": _(
            "No instrument fits: none that serves what matters is within reach. The warnings say what would help."
        ),
        "reached": _("Carried out, they would reach {share} of what the whole toolbox could do here"),
        "reach": _("{reached}: {parts}."),
        "parts": {
            "now": _("{share} can start now"),
            "later": _("{share} after training or with a network to be built"),
            "nobody": _("{share} has nobody to carry it"),
        },
        "partNames": {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")},
        "serves": _("Serves: {names}."),
        "noLine": _("network work, no direct contribution (§9)"),
        "what": _("What is meant?"),
        "instrument": _("Instrument"),
        "status": _("How it stands"),
        "inMix": _("In the mix:"),
        "done": _("Done"),
        "by": _("by whom"),
        "on": _("on"),
    }


def _list_words() -> dict[str, str]:
    """Return the fixed words of the template."""
    return {
        "alone": _(
            "This page needs no internet and no server. Tap another choice, and the plan is worked out again here."
        ),
        "no_script": _("This browser does not run the page's script; below stands the plan as it was handed out."),
        "basis": _(
            "Value and delivery: our assumptions (diminishing returns, who can start when). Tables: Benner 2013."
        ),
        "mix": _("The mix"),
        "open": _("Open an instrument to see who can contribute what, and to note that it is done."),
        "coverage": _("How well each mechanism is served"),
        "handed": _("Rounds and next steps, as handed out"),
        "handed_means": _("These are not worked out again here; open the saved file in clusterdash for that."),
        "choices": _("Choices"),
        "matters": _("What matters here?"),
        "able": _("How able is government?"),
        "donor": _("How far does the donor go?"),
        "platform": _("Cluster initiative"),
        "size": _("Instruments at once"),
        "fewer": _("One fewer"),
        "more": _("One more"),
        "again": _("As handed out"),
        "save": _("Save as a scenario file"),
        "save_means": _("The file holds the choices and what is done; clusterdash opens it."),
        "table_1": _("Table 1: which instrument serves which mechanism"),
        "table_2": _("Table 2: who can contribute, and how each instrument stands"),
    }
