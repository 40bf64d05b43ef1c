"""The Regions page: what the data sees of each region, what people add and strike out, and what the programme takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.potentials import read_detail, recall_reason
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.regions.examples import write_template
from clusterdash.regions.match import Matches, match_regions
from clusterdash.regions.names import make_key
from clusterdash.regions.portrait import IndustryLine, Portrait
from clusterdash.regions.table import JobsTable
from clusterdash.views.questions import ANSWERS
from clusterdash.views.region_words import (
    say_growth,
    say_industry,
    say_marks,
    say_potentials,
    say_problem_place,
    say_quotient,
    say_structure,
)
from clusterdash.views.render import amount, render, share
from clusterdash.views.screen import Screen
from clusterdash.words import N_, _, label, ngettext

REGIONS_LISTED = 200
GROUPS = (
    ("strengths", N_("Strengths"), N_("More common here than in the nation.")),
    ("candidates", N_("Candidates"), N_("Not special yet, but growing faster here, or a little more common.")),
    ("losing", N_("Strengths that lose ground"), N_("They stand out, but grow less here than in the nation.")),
    ("weaknesses", N_("Weaknesses"), N_("Usual in the nation, rare here.")),
)
THRESHOLD_FIELDS = (
    ("lq", N_("Mark for a location quotient above")),
    ("size", N_("Mark for a share of the nation's jobs in the industry above (0.01 = 1 %)")),
    ("growth", N_("Mark for growth above that of the industry in the nation by more than (0.01 = 1 %)")),
    ("least_jobs", N_("Nothing is said about fewer jobs than")),
    ("weak_lq", N_("Weak below a location quotient of")),
)
ROLE_NAMES = (
    ("region", N_("Region")),
    ("industry", N_("Industry or value chain")),
    ("jobs", N_("Jobs")),
    ("year", N_("Year")),
    ("firms", N_("Firms")),
)


def find_region(table: JobsTable, wanted: object) -> str:
    """Return the region of the table that is meant (by its name, however it is spelt), the first one where none is."""
    if isinstance(wanted, str) and wanted:
        if wanted in table.regions:
            return wanted
        key = make_key(wanted)
        for name in table.regions:
            if make_key(name) == key:
                return name
    return table.regions[0]


def match_table(table: JobsTable, scenario: Scenario) -> Matches:
    """Return which regions of the table are which of the programme, by their names or as people said."""
    return match_regions(table.regions, scenario.chain.regions, table.matches)


def render_regions(screen: Screen) -> str:
    """Return the page as HTML."""
    table = screen.jobs
    reading = screen.reading
    values: dict[str, Any] = {
        "scenario": screen.results.asked,
        "pasted": reading.source if reading is not None and isinstance(reading.source, str) else "",
        "reading": reading,
        "reading_problems": [say_problem_place(problem) for problem in reading.problems] if reading else [],
        "role_names": [(role, _(name)) for role, name in ROLE_NAMES],
        "template_text": write_template().decode("utf-8"),
        "can_bring_back": screen.can_bring_table_back,
        "examples": screen.job_examples,
        "table": table,
    }
    if table is None:
        return render("regions.html", **values, finding=_("Paste the jobs of your regions, and see what stands out"))
    region = find_region(table, screen.looks.get("region"))
    matches = match_table(table, screen.results.asked)
    portrait = table.portray(region)
    return render(
        "regions.html",
        **values,
        finding=say_structure(portrait),
        region=region,
        facts=_list_facts(table),
        notes=[say_problem_place(note) for note in table.notes],
        ranking=_rank_regions(table, region),
        regions_left_out=max(0, len(table.regions) - REGIONS_LISTED),
        profile=describe_region(screen.results.asked, portrait, matches),
        matches=matches,
        order=_describe_order(screen, table, matches),
        own=_describe_own(screen.catalog, screen.results.asked, matches.pairs.get(region, "")),
        thresholds=[(field, _(name), getattr(table.thresholds, field)) for field, name in THRESHOLD_FIELDS],
        years=table.known_years,
        chosen_years=table.profiles.years,
        striking=str(screen.looks.get("striking", "")),
        draft_name=str(screen.looks.get("potential", "")),
        draft_reason=str(screen.looks.get("reason", "")),
        kept=_say_kept(table),
        partings=[one for one in describe_partings(screen) if one["region"] == matches.pairs.get(region)],
    )


def _list_facts(table: JobsTable) -> str:
    profiles = table.profiles
    regions, industries = len(profiles.regions), len(profiles.frame["industry"].cat.categories)
    facts = [
        ngettext("{count} region", "{count} regions", regions).format(count=amount(regions, 0)),
        ngettext("{count} industry", "{count} industries", industries).format(count=amount(industries, 0)),
        ngettext("{count} job", "{count} jobs", round(profiles.regions["jobs"].sum())).format(
            count=amount(profiles.regions["jobs"].sum(), 0)
        ),
    ]
    earlier, later = profiles.years
    if later is not None:
        facts.append(_("{first} to {last}").format(first=earlier, last=later) if earlier else str(later))
    return " · ".join(facts)


def _rank_regions(table: JobsTable, picked: str) -> list[dict[str, Any]]:
    ranked = table.profiles.regions.sort_values(["marks", "jobs"], ascending=False, kind="stable").head(REGIONS_LISTED)
    return [
        {
            "name": str(row["region"]),
            "is_picked": str(row["region"]) == picked,
            "jobs": amount(row["jobs"], 0),
            "specialisation": _number(row["specialisation"]),
            "diversity": _number(row["diversity"], 1),
            "growth": say_growth(row["growth"]),
            "best": say_potentials(row["best_potentials"][:3], str(row["region"])),
            "marks": int(row["marks"]),
        }
        for row in ranked.to_dict("records")
    ]


def _number(value: Any, digits: int = 2) -> str:
    return "–" if value is None or value != value else amount(value, digits)  # noqa: PLR0124, nan is not itself


def describe_region(scenario: Scenario, portrait: Portrait, matches: Matches) -> dict[str, Any]:
    """Return the profile of a region in words: its figures, groups of industries, questions and potentials."""
    partner = matches.pairs.get(portrait.region, "")
    detail = read_detail(scenario, partner)
    listed = {line.industry for name, _title, _text in GROUPS for line in getattr(portrait, name)}
    return {
        "partner": partner,
        "is_open": portrait.region in matches.open,
        "portrait": portrait,
        "job_word": ngettext("job", "jobs", round(portrait.jobs)),
        "jobs": amount(portrait.jobs, 0),
        "share": share(portrait.share_of_nation, 1),
        "specialisation": _number(portrait.specialisation),
        "diversity": _number(portrait.diversity, 1),
        "national_diversity": _number(portrait.national_diversity, 1),
        "growth": say_growth(portrait.growth),
        "groups": [
            (name, _(title), _(text), [_line(line, detail, portrait.region) for line in getattr(portrait, name)])
            for name, title, text in GROUPS
            if name != "losing" or portrait.years[0] is not None
        ],
        "alike": [
            (
                one.region,
                amount(one.distance, 2),
                amount(one.jobs, 0),
                _number(one.specialisation),
                _number(one.diversity, 1),
            )
            for one in portrait.alike
        ],
        "questions": list_questions(portrait),
        "potentials": [(name, say_industry(name, portrait.region)) for name in detail.potentials],
        "struck_out": [
            (name, say_industry(name, portrait.region), recall_reason(scenario, partner, name, "−"))
            for name in detail.struck_out
        ],
        "not_listed": [name for name in detail.potentials if name not in listed],
    }


def _line(line: IndustryLine, detail: Any, region: str) -> dict[str, Any]:
    return {
        "code": line.industry,
        "name": say_industry(line.industry, region),
        "marks": say_marks(line.marks),
        "mark_words": ngettext("{count} mark", "{count} marks", line.marks).format(count=line.marks),
        "lq": say_quotient(line.lq),
        "jobs": "–" if line.jobs is None else amount(line.jobs, 0),
        "size": "–" if line.size is None else share(line.size, 1),
        "growth": say_growth(line.growth),
        "national_growth": say_growth(line.national_growth),
        "is_taken": line.industry in detail.potentials,
        "is_struck": line.industry in detail.struck_out,
    }


def list_questions(portrait: Portrait) -> list[tuple[str, str]]:
    """Return what to ask in the region's workshop because the numbers cannot see it, each with its section.

    Source: Benner 2013, §1, §4, §8 (what is informal, new or not counted; clusters are not selected from above).
    """
    questions = [
        (_("Which work is done here that no office counts: informal, at home, in the family, in season?"), "§1"),
        (_("What is so new or so small that it does not show in the table yet, and who has just begun with it?"), "§8"),
        (_("Which of these industries only serve the people who live here, such as shops and schools?"), "§4"),
    ]
    strong = portrait.strengths[:2]
    if strong:
        names = say_potentials([line.industry for line in strong], portrait.region)
        questions.append(
            (
                _("{names}: do the firms know each other, buy from each other, learn from each other?").format(
                    names=names
                ),
                "§1",
            )
        )
    if portrait.losing:
        name = say_industry(portrait.losing[0].industry, portrait.region)
        questions.append(
            (
                _("{name} grows less here than elsewhere: what has changed, and can it be changed?").format(name=name),
                "§4",
            )
        )
    if portrait.weaknesses:
        name = say_industry(portrait.weaknesses[0].industry, portrait.region)
        questions.append(
            (_("{name} is rare here: what stands in the way, and does anybody miss it?").format(name=name), "§4")
        )
    if portrait.unknown:
        questions.append((_("Some figures are kept secret: who in the room knows these firms?"), "§4"))
    return questions


def _describe_order(screen: Screen, table: JobsTable, matches: Matches) -> dict[str, Any]:
    scenario = screen.results.asked
    suggested = suggest_order(table, matches)
    now = [name for name in scenario.chain.regions]
    return {
        "now": now,
        "suggested": suggested,
        "is_as_suggested": [name for name in now if name in suggested] == suggested,
        "marks": {
            matches.pairs[name]: marks for name, marks in _marks_by_region(table).items() if name in matches.pairs
        },
    }


def _marks_by_region(table: JobsTable) -> dict[str, int]:
    rows = table.profiles.regions
    return {str(name): int(marks) for name, marks in zip(rows["region"], rows["marks"], strict=True)}


def suggest_order(table: JobsTable, matches: Matches) -> list[str]:
    """Return the regions of the programme with figures, more marks first, then more jobs.

    Source: assumption (more marks first; people re-order).
    """
    rows = table.profiles.regions.sort_values(["marks", "jobs"], ascending=False, kind="stable")
    return [matches.pairs[str(name)] for name in rows["region"] if str(name) in matches.pairs]


def _describe_own(catalog: Catalog, scenario: Scenario, region: str) -> dict[str, Any] | None:
    """Return a region's own capacities and answers, None where it is no region of the programme."""
    if not region:
        return None
    detail = read_detail(scenario, region)
    return {
        "has_mix": detail.own_mix,
        "capacities": [(row.code, label(row.label), detail.capacity.get(row.code, "")) for row in catalog.governments],
        "levels": [(row.code, label(row.label)) for row in catalog.capacities],
        "questions": [
            {
                "code": row.code,
                "text": label(row.question),
                "current": detail.context.get(row.code, ""),
                "answers": [(code, _(ANSWERS.get(code, code))) for code in row.answers],
            }
            for row in catalog.context_questions
        ],
        "answered": len(detail.context),
    }


def describe_partings(screen: Screen) -> list[dict[str, Any]]:
    """Return how single regions part from the programme, in sentences."""
    from clusterdash.views.partings import describe_all

    return describe_all(screen)


def _say_kept(table: JobsTable) -> str:
    if table.packed:
        return _("This browser keeps the table: a reload loses nothing. It is not part of links or saved scenarios.")
    return _(
        "The table is too large for this browser to keep: after a reload, open its file again. What you decided stays."
    )


def list_bubbles(lines: Sequence[Any], region: str) -> list[Any]:
    """Return the industries of a region as the figure wants them; what is unknown or empty is left out."""
    from clusterdash.charts.regions import Bubble

    return [
        Bubble(say_industry(line.industry, region), line.lq, line.growth, line.jobs, line.marks)
        for line in lines
        if line.lq is not None and line.jobs
    ]
