"""The short form in the address bar: complete for the choices, stable, and never fatal."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, Scenario
from clusterdash.store.share import LENGTH_LIMIT, PART_NAMES, read_share_code, write_share_code

CATALOG = load_catalog()
QUESTIONS = CATALOG.context_questions
INSTRUMENTS = [row.code for row in CATALOG.instruments]

scenarios = st.builds(
    lambda salience, capacity, level, platform, size, codes, limit, year, answers: Scenario(
        salience=salience,
        capacity=capacity,
        donor_level=level,
        platform=platform,
        mix_size=size,
        pinned=frozenset(codes[:3]),
        excluded=frozenset(codes[3:6]),
        donor_funds=frozenset(codes[6:]),
        heavy_limit=limit,
        platform_year=year,
        context=answers,
    ),
    salience=st.dictionaries(st.sampled_from([row.code for row in CATALOG.mechanisms]), st.integers(0, 3)),
    capacity=st.dictionaries(st.sampled_from([row.code for row in CATALOG.governments]), st.sampled_from(CAPACITIES)),
    level=st.integers(0, 5),
    platform=st.sampled_from(PLATFORMS),
    size=st.integers(3, 45),
    codes=st.lists(st.sampled_from(INSTRUMENTS), unique=True, max_size=9),
    limit=st.none() | st.integers(3, 45),
    year=st.integers(0, 15),
    answers=st.fixed_dictionaries(
        {}, optional={row.code: st.sampled_from(row.answers) for row in CATALOG.context_questions}
    ),
)


@given(scenarios)
@settings(max_examples=60)
def test_a_share_code_brings_back_the_same_choices(scenario):
    code = write_share_code(CATALOG, scenario)
    assert read_share_code(CATALOG, code) == (scenario, ())


@given(
    st.text(max_size=200)
    | st.from_regex(r"1\.[0-9-]{12}\.[awn-]{3}\.[0-9]\.[a-z]\.[0-9]{1,3}(\.[a-z][0-9-]{0,9}){0,3}")
)
@settings(max_examples=100)
def test_no_text_in_the_address_bar_breaks_anything(text):
    scenario, _problems = read_share_code(CATALOG, text)
    assert isinstance(scenario, Scenario)


def test_what_can_be_read_is_kept_and_every_broken_part_is_named():
    scenario, problems = read_share_code(CATALOG, "1.93------------.waq.7.n.x.p99")
    assert scenario.capacity == {"local": "weak", "regional": "able"}
    assert scenario.donor_level == Scenario().donor_level
    assert len(problems) == 5
    assert "99" in str(problems[-1]) and "1–45" in str(problems[-1])


def test_a_salience_out_of_range_is_told_with_what_is_allowed():
    scenario, problems = read_share_code(CATALOG, "1.37----------.---.0.n.10")
    assert scenario.salience == {"recruitment": 3}
    assert [problem.values["allowed"] for problem in problems] == ["0, 1, 2, 3"]


def test_contradicting_pins_in_a_link_are_told_and_left_out():
    scenario, problems = read_share_code(CATALOG, "1.3-----------.---.0.n.10.p1.x1")
    assert (scenario.pinned, scenario.salience) == (frozenset(), {"recruitment": 3})
    assert "job_fairs" in str(problems[0])


def test_codes_once_published_still_open_the_same_scenario():
    published = {
        "1.330-2-------.awn.3.b.8.p1-45.x6.f15.h2.y3": Scenario(
            salience={"recruitment": 3, "labor_mobility": 3, "student_work": 0, "venture_capital": 2},
            capacity={"local": "able", "regional": "weak", "national": "absent"},
            donor_level=3,
            platform="build",
            mix_size=8,
            pinned=frozenset({INSTRUMENTS[0], INSTRUMENTS[44]}),
            excluded=frozenset({"scholarships"}),
            donor_funds=frozenset({INSTRUMENTS[14]}),
            heavy_limit=2,
            platform_year=3,
        ),
        "1.------------.---.0.n.10.c0-2": Scenario(
            context={QUESTIONS[0].code: QUESTIONS[0].answers[0], QUESTIONS[2].code: QUESTIONS[2].answers[2]}
        ),
    }
    for code, scenario in published.items():
        assert read_share_code(CATALOG, code) == (scenario, ())


def test_answers_on_the_place_stand_in_the_code_only_where_there_are_any():
    assert ".c" not in write_share_code(CATALOG, Scenario())
    scenario = Scenario(context={QUESTIONS[1].code: QUESTIONS[1].answers[1]})
    assert write_share_code(CATALOG, scenario) == "1.------------.---.0.n.10.c-1"


def test_a_code_without_answers_leaves_those_of_the_base():
    base = Scenario(context={QUESTIONS[0].code: "yes"})
    assert read_share_code(CATALOG, "1.------------.---.0.n.10", base)[0].context == base.context
    assert read_share_code(CATALOG, "1.------------.---.0.n.10.c-", base)[0].context == {}


def test_an_answer_that_a_question_does_not_have_is_told_and_the_others_are_kept():
    scenario, problems = read_share_code(CATALOG, "1.------------.---.0.n.10.c09?")
    assert scenario.context == {QUESTIONS[0].code: QUESTIONS[0].answers[0]}
    assert [problem.values["code"] for problem in problems] == [QUESTIONS[1].code, QUESTIONS[2].code]
    too_many = "1.------------.---.0.n.10.c" + "0" * (len(QUESTIONS) + 1)
    assert (len(read_share_code(CATALOG, too_many)[1]), read_share_code(CATALOG, too_many)[0]) == (1, Scenario())


def test_a_code_that_is_too_long_is_refused_whole_and_says_so():
    base = Scenario(donor_level=2)
    whole = "1.3-----------.---.0.n.10.p1"
    found, problems = read_share_code(CATALOG, whole + ".p1" * (LENGTH_LIMIT // 3), base)
    assert found is base
    assert "too long" in str(problems[0]) and len(problems) == 1


def test_every_choice_that_a_large_toolbox_allows_fits_into_a_code():
    rows = tuple(replace(CATALOG.instruments[0], code=f"instrument_{number}") for number in range(200))
    catalog = replace(CATALOG, instruments=rows, fingerprint="large")
    everything = frozenset(row.code for row in rows)
    scenario = Scenario(mix_size=200, pinned=everything, donor_funds=everything)
    assert read_share_code(catalog, write_share_code(catalog, scenario)) == (scenario, ())


@pytest.mark.parametrize("code", ["", "2.------------.---.0.n.10", "1.------------.---.0.n", "x" * 300])
def test_a_code_of_another_version_or_shape_changes_nothing_and_is_one_problem(code):
    base = Scenario(pinned={"awards"}, donor_level=2)
    found, problems = read_share_code(CATALOG, code, base)
    assert found is base
    assert [problem.values["part"] for problem in problems] == ["version"]


def test_every_part_that_a_problem_names_can_be_translated():
    _scenario, problems = read_share_code(CATALOG, "1.9-----------.q--.7.q.999.p99.x99.f99.h999.y99.c9.z")
    assert {problem.values["part"] for problem in problems} == set(PART_NAMES.values()) - {"version"}
