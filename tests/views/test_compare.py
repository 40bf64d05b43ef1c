"""The Compare page: sentences first, split into choices and assumptions, figures of the model, texts as texts."""

from dataclasses import replace

import pytest

from clusterdash.model import compare_scenarios
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.scenario import Place, Scenario
from clusterdash.results import compute_results, default_scenario, examples
from clusterdash.views.compare import say_finding
from clusterdash.views.compare_words import list_result_rows, name_figure, say_difference
from clusterdash.views.options import Option
from clusterdash.views.screen import Screen, draw_page
from clusterdash.views.sentences import say_reach
from clusterdash.words import select_language

BASE = default_scenario()


def draw(catalog, *options, scenario=BASE):
    letters = "BCD"
    kept = tuple(Option(letter, "example", it) for letter, it in zip(letters, options, strict=False))
    return draw_page(Screen(catalog, compute_results(catalog, scenario), page="compare", options=kept)).html


def test_alone_the_page_says_what_to_do(catalog):
    html = draw(catalog)
    assert "Put this plan aside, change it, and see what differs" in html
    assert "Keep this as A, go on as B" in html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_four_plans_stand_side_by_side_with_every_figure(catalog, language):
    select_language(language)
    html = draw(catalog, *(example.scenario for example in examples()[1:]))
    assert html.count('class="option ') == 4
    comparison = compare_scenarios(catalog, {"A": BASE, "B": examples()[1].scenario})
    for row in list_result_rows(catalog, comparison):
        assert row["name"] and "{" not in row["name"] and len(row["values"]) == 2


def test_what_can_start_now_is_the_same_figure_in_the_table_and_in_the_sentence_above(catalog):
    select_language("en")
    small = BASE.change(mix_size=3)
    rows = {row["name"]: row["values"] for row in list_result_rows(catalog, compare_scenarios(catalog, {"A": small}))}
    assert f"{rows['of this can start now'][0]} can start now" in say_reach(compute_results(catalog, small))


def test_differences_are_sentences_with_the_letters_of_each_value(catalog):
    other = BASE.change(
        donor_level=5, mix_size=4, salience_weights=(0, 1, 2, 9), salience={**BASE.salience, "recruitment": 3}
    )
    found = compare_scenarios(catalog, {"A": BASE, "B": other, "C": other})
    told = [say_difference(catalog, row) for row in found.choices]
    assert "How far the donor goes: 3 (A); 5 (B, C)" in told
    assert any(line.startswith("What matters here, Recruitment: ") and "considerable (B, C)" in line for line in told)
    assert [say_difference(catalog, row) for row in found.assumptions] == [
        "Weights of the ratings: 0–1–2–3 (A); 0–1–2–9 (B, C)"
    ]


def test_every_field_that_can_differ_has_a_sentence(catalog):
    plan = replace(
        BASE.chain, regions=("North",), potentials={"North": 2}, unit_costs={"study_tour": 5}, envelope=10.0, pilots=2,
        stage_months={"pilots": (0, 3)}, currency="EUR", runs=100,
    )  # fmt: skip
    other = BASE.change(
        place=Place("<b>Elsewhere</b>", start_year=2030), chain=plan, route="combination", platform="build",
        heavy_limit=3,
        pinned=frozenset({"meetings"}), excluded=frozenset(), donor_funds=frozenset({"meetings"}),
        responsible={"meetings": "network"}, independent={"meetings": "independent"}, phases={"meetings": "soft"},
        context={**BASE.context, "macro_policy": "yes"}, decisions=(Decision("note", "x"),), capacity={"local": "able"},
    )  # fmt: skip
    found = compare_scenarios(catalog, {"A": BASE, "B": other})
    for row in (*found.choices, *found.assumptions):
        told = say_difference(catalog, row)
        assert told and "{" not in told and "frozenset" not in told and "None" not in told, row.field
    assert "<b>Elsewhere</b>" not in draw(catalog, other) and "&lt;b&gt;Elsewhere" in draw(catalog, other)


def test_what_is_the_same_everywhere_is_said_so(catalog):
    html = draw(catalog, BASE)
    assert "All choices are the same." in html and "All assumptions are the same." in html and "Δ </span>" not in html


def test_the_finding_names_where_most_can_start(catalog):
    able = BASE.change(capacity={row.code: "able" for row in catalog.governments})
    found = compare_scenarios(catalog, {"A": BASE, "B": able})
    assert "most can start now in B" in say_finding(catalog, found)


def test_a_plan_that_cannot_be_followed_whole_is_shown_and_says_so(catalog):
    poor = Scenario(capacity={row.code: "absent" for row in catalog.governments}, pinned=frozenset({"job_fairs"}))
    assert "1 choice could not be followed" in draw(catalog, poor)


def test_every_figure_that_a_comparison_gives_is_named_or_left_out_on_purpose(catalog):
    found = compare_scenarios(catalog, {"A": BASE})
    unnamed = {row.field for row in found.results if not name_figure(catalog, row.field)}
    assert unnamed == {"mix", "mix.in_all", "warnings", "currency", "coverage.salient"}


def test_where_the_plans_share_no_instrument_that_is_said_in_words(catalog):
    comparison = compare_scenarios(catalog, {"A": BASE, "B": Scenario()})
    assert say_finding(catalog, comparison).startswith("No instrument is in every plan")
    select_language("fr")
    assert say_finding(catalog, comparison).startswith("Aucun instrument")
