"""Profiles of the regions: a page for each region's working group, and a first page with all of them in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clusterdash.export.paper import print_paper
from clusterdash.export.request import Request
from clusterdash.regions.match import Matches
from clusterdash.regions.table import JobsTable
from clusterdash.views.partings import describe_parting
from clusterdash.views.region_words import say_growth, say_industry, say_potentials, say_structure
from clusterdash.views.regions import describe_region, match_table
from clusterdash.views.render import amount
from clusterdash.words import _, label, ngettext, pair

REGIONS_PRINTED = 60
NO_FIGURES = "–"


def build_profiles(request: Request) -> bytes:
    """Return the profiles of at most sixty regions as a PDF: those of the programme first, in their order of entry.

    Source: Benner 2013, §5.4, §5.5 (each working group gets an analysis of its region); the form is an assumption.
    """
    return print_paper("regions.typ", request, {**_list_words(), **collect_profiles(request)})


def build_profile(request: Request, region: str) -> bytes:
    """Return the profile of one region as a PDF of one page, by its name in the table or in the programme.

    Source: as ``build_profiles``.
    """
    told = collect_profiles(request, only=region)
    return print_paper("regions.typ", request, {**_list_words(), **told, "overview": []})


def collect_profiles(request: Request, only: str = "") -> dict[str, Any]:
    """Return the lines of the first page and the profile of each region, in words.

    Source: as ``build_profiles``.
    """
    pairs = _order_regions(request)
    if only:
        pairs = [pair for pair in pairs if only in pair]
    printed = pairs[:REGIONS_PRINTED]
    left = len(pairs) - len(printed)
    more = ngettext("{count} more region is not printed.", "{count} more regions are not printed.", left)
    return {
        "overview": [_describe_line(request, programme, table) for programme, table in printed],
        "profiles": [_describe_profile(request, programme, table) for programme, table in printed],
        "mix": _list_mix(request),
        "left_out": more.format(count=left) if left else "",
        "fictional": _("fictional") if request.jobs is not None and request.jobs.is_fictional else "",
        "nothing": "" if printed else _("There are no regions yet: name them, or open a table of jobs."),
    }


def _list_mix(request: Request) -> list[str]:
    """Return the instruments of the programme's mix by their short labels, in table order."""
    return [label(request.catalog.instrument(code).short_label) for code in request.results.strategy.mix]


def list_printed(request: Request) -> list[str]:
    """Return the names of the regions that get a page, in their order. Source: as ``build_profiles``."""
    return [table or programme for programme, table in _order_regions(request)[:REGIONS_PRINTED]]


def _order_regions(request: Request) -> list[tuple[str, str]]:
    """Return pairs of names, in the programme and in the table ("" where it is not there); left-out regions last."""
    named = request.results.asked.chain.regions
    if request.jobs is None:
        return [(name, "") for name in named]
    matches = _match(request, request.jobs)
    partners = {programme: table for table, programme in matches.pairs.items()}
    rest = [name for name in request.jobs.regions if name not in matches.pairs]
    return [(name, partners.get(name, "")) for name in named] + [("", name) for name in rest]


def _match(request: Request, table: JobsTable) -> Matches:
    return match_table(table, request.results.asked)


def _describe_line(request: Request, programme: str, table: str) -> tuple[str, str, str, str]:
    """Return name, jobs, growth and best potentials of a region, those of the programme before those of the table."""
    detail = request.results.asked.chain.region_details.get(programme)
    taken = detail.potentials if detail else ()
    name = programme or table
    if request.jobs is None or not table:
        return name, NO_FIGURES, NO_FIGURES, say_potentials(taken, name)
    portrait = request.jobs.portray(table)
    best = [line.industry for line in portrait.strengths[:3]]
    text = "✔ " + say_potentials(taken, name) if taken else say_potentials(best, table)
    return name, amount(portrait.jobs, 0), say_growth(portrait.growth), text


def _describe_profile(request: Request, programme: str, table: str) -> dict[str, Any]:
    parting = next((one for one in request.results.partings[0] if one.region == programme), None)
    told = describe_parting(request.catalog, parting) if parting else None
    profile: dict[str, Any] = {
        "name": programme or table,
        "finding": "",
        "facts": [],
        "groups": [],
        "alike": "",
        "questions": [],
        "potentials": [],
        "struck_out": [],
        "parting": told["finding"] if told else "",
        "because": told["because"] if told else "",
        "changes": [*told["delivery"], *_say_mix(told)] if told else [],
        "outside": "" if programme else _("Not in the programme."),
    }
    detail = request.results.asked.chain.region_details.get(programme)
    if request.jobs is None or not table:
        if detail is not None:
            profile["potentials"] = [say_industry(name, programme) for name in detail.potentials]
            profile["struck_out"] = [say_industry(name, programme) for name in detail.struck_out]
        return profile
    portrait = request.jobs.portray(table)
    words = describe_region(request.results.asked, portrait, _match(request, request.jobs))
    return profile | {
        "finding": say_structure(portrait),
        "facts": list(_list_facts(words, portrait)),
        "groups": [
            (title, text, [_cells(line) for line in lines[:6]])
            for _name, title, text, lines in words["groups"]
            if lines
        ],
        "alike": ", ".join(f"{name} ({distance})" for name, distance, *_rest in words["alike"]),
        "questions": [f"{text} ({section})" for text, section in words["questions"]],
        "potentials": [name for _code, name in words["potentials"]],
        "struck_out": [pair(name, reason) if reason else name for _code, name, reason in words["struck_out"]],
    }


def _cells(line: dict[str, Any]) -> list[str]:
    name = line["name"] + (" ✔" if line["is_taken"] else " ✕" if line["is_struck"] else "")
    return [name, line["marks"], line["lq"], line["jobs"], line["size"], line["growth"], line["national_growth"]]


def _list_facts(words: dict[str, Any], portrait: Any) -> Iterator[tuple[str, str]]:
    yield _("Jobs"), words["jobs"] + " (" + _("{share} of the nation").format(share=words["share"]) + ")"
    if portrait.years[0] is not None:
        yield _("{first} to {last}").format(first=portrait.years[0], last=portrait.years[1]), words["growth"]
    yield _("Specialisation (0 to 2)"), words["specialisation"]
    yield _("Diversity"), f"{words['diversity']} ({words['national_diversity']})"


def _say_mix(told: dict[str, Any]) -> Iterator[str]:
    for head, names in ((_("Only here:"), told["gained"]), (_("Not here:"), told["lost"])):
        if names:
            yield f"{head} {', '.join(names)}"


def _list_words() -> dict[str, str]:
    return {
        "title": _("Profiles of the regions"),
        "intro": _(
            "The data informs, it never selects: what is informal, new or not counted stays unseen. People add what no "
            "table shows and strike out what is none."
        ),
        "basis": _(
            "Our assumption: location quotient, growth, indices and marks; each region's analysis as such is from §5.4."
        ),
        "region": _("Region"),
        "jobs": _("Jobs"),
        "growth": _("Growth"),
        "best": _("Potentials: taken (✔), or what stands out"),
        "industry": _("Industry or value chain"),
        "marks": _("Marks"),
        "size": _("Share of the nation's jobs in it"),
        "nation": _("in the nation"),
        "alike": _("The regions most alike"),
        "questions": _("To ask in the workshop, because no table sees it"),
        "potentials": _("Potentials in the programme, in their order"),
        "mix_head": _("The mix"),
        "struck": _("Struck out"),
        "added": _("Added in the workshop:"),
        "parting": _("Where this region parts from the programme"),
    }
