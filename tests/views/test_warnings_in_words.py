"""What a warning says never holds an empty name: over random scenarios, in both languages."""

import re
from random import Random
from string import Formatter

import pytest

from clusterdash.model.advice.warnings.find import Found, list_warnings
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Scenario
from clusterdash.results import default_catalog
from clusterdash.views.sentences import fill_warning
from clusterdash.words import select_language

CATALOG = default_catalog()
EMPTY_NAME = re.compile(r" [,.;]|\b(Add|Train|Give) [,.]|: *$|: \.|…|  |\{")


def random_scenarios(count):
    random = Random(44257)  # noqa: S311, the same scenarios for everybody
    for _number in range(count):
        yield Scenario(
            salience={row.code: random.randint(0, 3) for row in CATALOG.mechanisms if random.random() < 0.5},
            capacity={row.code: random.choice(CAPACITIES) for row in CATALOG.governments},
            donor_level=random.randint(0, 5),
            platform=random.choice(PLATFORMS),
            mix_size=random.randint(0, 12),
            context={
                row.code: random.choice(row.answers) for row in CATALOG.context_questions if random.random() < 0.6
            },
            chain=ChainPlan(pilots=random.choice([None, 0, 2]), office_round=random.randint(0, 3)),
        )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_of_a_warning_holds_an_empty_name(language):
    select_language(language)
    for scenario in random_scenarios(60):
        for found in list_warnings(CATALOG, scenario):
            for sentence in fill_warning(CATALOG, found):
                assert not EMPTY_NAME.search(tidy(sentence)), (found.code, sentence)


def test_a_remedy_that_would_name_nothing_says_something_else():
    values = {"mechanism": ("recruitment",), "instrument": ()}
    row = next(row for row in CATALOG.warnings if row.code == "salient_without_instrument")
    assert fill_warning(CATALOG, Found(row.code, row.severity, values))[2] == row.fix_else


# What may be named by a warning, for sentences with none, one or two of it.
NAMED = {
    "mechanism": ("recruitment", "student_work"),
    "groups": ("teachers", "trade_unions"),
    "preconditions": ("legal_framework", "macro_policy"),
    "stages": ("pilots", "study_tours"),
    "actors": ("local", "national"),
    "other_actors": ("network", "national"),
    "actor": ("local", "local"),
    "question": ("fund_winners", "fund_winners"),
    "change": (Change("donor_level", "", 3), Change("chain.office_round", "", 1)),
}
# These are only said where somebody or something is there to be named.
NEVER_EMPTY = {"instruments", "instrument", "mechanism", "groups", "preconditions", "stages", "actor", "question"}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("row", CATALOG.warnings, ids=lambda row: row.code)
def test_every_sentence_reads_well_with_none_one_and_two(row, count, language):
    select_language(language)
    values = {}
    for _text, name, *_rest in Formatter().parse(row.text + row.fix):
        if name in (
            "round",
            "rounds",
            "count",
            "total",
            "regions",
            "room",
            "clusters",
            "needed",
            "most",
            "year",
            "pilots",
        ):
            values[name] = count
        elif name:
            names = NAMED.get(name, ("job_fairs", "meetings"))
            is_empty = count == 0 and not (name in NEVER_EMPTY and "{" + name + "}" in row.text)
            values[name] = names[: 0 if is_empty else max(count, 1)]
    if any(value == () and "{" + name + "}" in row.fix for name, value in values.items()):
        assert row.fix_else
    for sentence in fill_warning(CATALOG, Found(row.code, row.severity, values)):
        assert sentence and not EMPTY_NAME.search(tidy(sentence)), sentence


def tidy(sentence):
    for mark in (" :", " ;", " !", " ?"):
        sentence = sentence.replace(mark, ":" if mark == " :" else "")
    return sentence.replace("\u202f", "")


def test_who_carries_most_and_who_could_help_have_their_full_names():
    select_language("en")
    values = {"actor": "local", "other_actors": ("national",), "count": 8, "total": 10}
    _title, text, remedy = fill_warning(CATALOG, Found("one_actor_overloaded", "serious", values))
    assert "Local government" in text and "National government" in remedy
