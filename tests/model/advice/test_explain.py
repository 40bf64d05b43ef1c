"""method.md §5: from any line of the result back to the tables as printed; every figure has its basis."""

import dataclasses
from fractions import Fraction

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.model.advice.explain import explain_instrument, figures
from clusterdash.model.advice.figures import SOURCES
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import build_strategy

CATALOG = load_catalog()
INSTRUMENTS = [row.code for row in CATALOG.instruments]
SCENARIO = Scenario(
    salience={row.code: place % 4 for place, row in enumerate(CATALOG.mechanisms[1:])},
    capacity={row.code: "able" for row in CATALOG.governments},
    donor_level=4,
    platform="build",
    excluded=frozenset({INSTRUMENTS[0]}),
    pinned=frozenset({INSTRUMENTS[-1]}),
    context={"technology_centre": "no"},
    responsible={"social_media": "regional"},
)
STRATEGY = build_strategy(CATALOG, SCENARIO)
PLAN = build_plan(CATALOG, STRATEGY)


def explain(instrument):
    return explain_instrument(CATALOG, STRATEGY, PLAN, instrument)


def lines(instrument, kind):
    return [step for step in explain(instrument).steps if step.kind == kind]


def read_printed(project, name):
    """Return the second transcription of a table: (line after "# ", lines below it)."""
    blocks = []
    for line in (project / "tests" / "catalog" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            blocks.append((line[2:], []))
        else:
            blocks[-1][1].append(line)
    return blocks


def test_the_explanations_together_give_table_1_as_printed(project):
    told = {(CATALOG.mechanism(it.codes[0]).label, it.text) for code in INSTRUMENTS for it in lines(code, "table1")}
    printed = {
        (mechanism, line.removeprefix("- "))
        for mechanism, below in read_printed(project, "table_1.txt")
        for line in below
    }
    assert told == printed


def test_the_explanations_together_give_table_2_as_printed(project):
    letters = {row.code: row.letter for row in CATALOG.actors}
    for label, below in read_printed(project, "table_2.txt"):
        code = next(row.code for row in CATALOG.instruments if row.label == label)
        told = [f"{letters[it.codes[0]]} {it.text}" for it in lines(code, "table2") if it.text]
        assert told == below


@pytest.mark.parametrize("code", INSTRUMENTS)
def test_every_step_has_basis_and_a_section_or_a_reason(code):
    for step in explain(code).steps:
        assert step.basis in ("paper", "assumption", "workshop")
        assert step.section or step.note


def test_leverage_is_the_sum_of_the_table_1_lines_above_it():
    for code in INSTRUMENTS:
        (leverage,) = lines(code, "leverage")
        assert leverage.value == sum(step.value for step in lines(code, "table1")) == STRATEGY.leverage[code]


def test_salience_that_people_gave_is_the_workshop_s_and_the_rest_an_assumption():
    for code in INSTRUMENTS:
        for step in lines(code, "salience"):
            is_given = step.codes[0] in SCENARIO.salience
            assert step.basis == ("workshop" if is_given else "assumption")
            assert step.value == SCENARIO.salience.get(step.codes[0], 0)


def test_each_explanation_says_how_it_is_delivered_and_why_it_is_in_or_out():
    for code in INSTRUMENTS:
        (delivery,), (choice,) = lines(code, "delivery"), lines(code, "choice")
        assert delivery.value == STRATEGY.delivery[code]
        if choice.value in ("excluded", "need_missing", "out_of_reach", "less_value"):
            assert not explain(code).is_in_mix
        if choice.value in ("pinned", "greatest_value"):
            assert explain(code).is_in_mix


def test_section_9_an_instrument_to_which_nobody_contributes_says_so():
    soft = [code for code in INSTRUMENTS if not CATALOG.contributions_of(code)]
    assert soft
    for code in soft:
        assert [(step.value, step.section) for step in lines(code, "table2")] == [("nobody", "§9")]


def test_choices_by_hand_are_told_as_such():
    assert [step.value for step in lines(INSTRUMENTS[0], "choice")] == ["excluded"]
    assert [step.value for step in lines(INSTRUMENTS[-1], "choice")] == ["pinned"]
    assert [step.value for step in lines("incubators", "choice")] == ["need_missing"]
    assert lines(INSTRUMENTS[0], "choice")[0].basis == "workshop"
    assert "social_media" in STRATEGY.mix
    assert [step.basis for step in lines("social_media", "responsible")] == ["workshop"]


def test_an_instrument_outside_the_mix_has_no_task_to_explain():
    assert not lines(INSTRUMENTS[0], "responsible") and not lines(INSTRUMENTS[0], "sequence")


def test_an_unknown_instrument_is_refused():
    with pytest.raises(KeyError):
        explain("no_such_instrument")


# --- figures -----------------------------------------------------------------------------------------------------
def walk_numbers(value, name=""):
    """Yield (Class.field, number) for every number in a result; choices of people and rows of the paper stay out."""
    if isinstance(value, Scenario) or type(value).__module__ == "clusterdash.catalog.rows":
        return
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return
    if isinstance(value, int | float | Fraction):
        yield name, value
    elif dataclasses.is_dataclass(value):
        for spec in dataclasses.fields(value):
            yield from walk_numbers(getattr(value, spec.name), f"{type(value).__name__.lower()}.{spec.name}")
    elif hasattr(value, "values"):
        for entry in value.values():
            yield from walk_numbers(entry, name)
    else:
        for entry in value:
            yield from walk_numbers(entry, name)


def test_every_number_of_the_result_has_a_figure_with_its_basis():
    told = {}
    for figure in figures(CATALOG, STRATEGY, PLAN):
        told.setdefault(figure.name, []).append(figure.value)
    found = {}
    for name, value in [*walk_numbers(STRATEGY), *walk_numbers(PLAN)]:
        found.setdefault(name, []).append(value)
    assert found
    for name, values in found.items():
        assert sorted(told[name]) == sorted(values), name


def test_every_figure_has_basis_and_section_and_note_and_its_parameter_exists():
    parameters = {row.code for row in CATALOG.parameters}
    sections = {row.code for row in CATALOG.sections}
    for name, source in SOURCES.items():
        assert source.basis in ("paper", "assumption", "workshop"), name
        assert source.section in sections, name
        assert source.note, name
        assert source.parameter in parameters | {""}, name


def test_no_figure_is_told_twice():
    told = [(figure.name, figure.subject) for figure in figures(CATALOG, STRATEGY, PLAN)]
    assert len(told) == len(set(told))


def test_another_toolbox_is_explained_with_its_own_lines(project):
    catalog = load_catalog(project / "tests" / "catalog" / "tourism")
    strategy = build_strategy(catalog, Scenario(salience={row.code: 1 for row in catalog.mechanisms}))
    plan = build_plan(catalog, strategy)
    for row in catalog.instruments:
        assert explain_instrument(catalog, strategy, plan, row.code).steps
    assert figures(catalog, strategy, plan)
