"""The short form in the address bar: complete for the choices, stable, and never fatal."""

import base64
import re
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.labels import list_labelled_fields
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Place, Scenario, list_regions
from clusterdash.store.choices import PART_NAMES, write_choices
from clusterdash.store.examples import load_examples
from clusterdash.store.pack import DICTIONARY, pack
from clusterdash.store.share import LENGTH_LIMIT, read_share_code, write_share_code
from tests.store.scenario_strategies import FULL_SCENARIOS, name_regions

DICTIONARY_FINGERPRINT = "01020e080e693fed32ac069eec35541ae924a4be24b0fcfcc63a01ea7f25c8a1"
PUBLISHED = (
    "1.3-----------.---.0.n.10.kq99.c0.zq8aa0B81rcGwGzTAhZz8wO4ECwIT1uE9KaCUhBpNiCY1sGEKjB_kKIAFNLAbFJMHLJQwAtnYAOFI5"
    "8S0wysVnvZMV_gwv38tliCHF6uwAg4pAjBbuzjiw1jHMrYWAA"
)
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
    assert write_choices(CATALOG, scenario) == "1.------------.---.0.n.10.c-1"


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
    _scenario, problems = read_share_code(CATALOG, "1.9-----------.q--.7.q.999.p99.x99.f99.h999.y99.c9.q")
    assert {problem.values["part"] for problem in problems} == set(PART_NAMES.values()) - {"version"}


# --- all the rest, packed ------------------------------------------------------------------------------------------
EXAMPLES = load_examples(Path(__file__).resolve().parents[2] / "data" / "examples")
RICH = Scenario(
    salience={"recruitment": 3},
    route="promotion_chain",
    context={QUESTIONS[0].code: "yes"},
    responsible={"awards": "network"},
    salience_weights=(0, 1, 3, 9),
    place=Place(title="Café 北 \U0001f3ed", notes="one\ntwo", start_year=2030),
    chain=ChainPlan(regions=("Nord", "Süd"), potentials={"Nord": 2}, unit_costs={"seminar": 1200.5}, currency="€"),
)


@given(FULL_SCENARIOS)
@settings(max_examples=60)
def test_every_scenario_comes_back_exactly_from_a_code_that_may_be_long_enough(scenario):
    code = write_share_code(CATALOG, scenario, LENGTH_LIMIT)
    assert read_share_code(CATALOG, code, Scenario(donor_level=4)) == (scenario, ())
    assert re.fullmatch(r"[A-Za-z0-9._-]+", code)


@given(FULL_SCENARIOS, st.integers(300, 900))
@settings(max_examples=60)
def test_a_code_is_never_longer_than_its_limit_and_what_it_leaves_out_is_told(scenario, limit):
    code = write_share_code(CATALOG, scenario, limit)
    assert len(code) <= limit
    found, problems = read_share_code(CATALOG, code)
    assert len(problems) == (found != scenario)


def test_what_does_not_fit_is_named_in_words_in_a_fixed_order_and_the_number_of_regions_stays():
    random = Random(7)  # noqa: S311
    notes = "".join(random.choice("abcdefghijklmnopqrstuvwxyz ") for _letter in range(4_000))
    scenario = RICH.change(place=replace(RICH.place, notes=notes))
    found, problems = read_share_code(CATALOG, write_share_code(CATALOG, scenario))
    assert found == RICH.change(place=replace(RICH.place, notes=""))
    assert [problem.text() for problem in problems] == [
        "This link does not hold: Notes. Ask whoever sent it for the file."
    ]
    names = ["".join(random.choice("abcdefghijklmnop") for _letter in range(30)) for _name in range(200)]
    scenario = scenario.change(chain=replace(RICH.chain, regions=names, potentials={}))
    found, problems = read_share_code(CATALOG, write_share_code(CATALOG, scenario))
    assert "hold: Notes, Region names. Ask" in problems[0].text()
    assert (len(list_regions(found.chain)), found.chain.unit_costs) == (200, RICH.chain.unit_costs)


def test_what_is_left_out_in_vain_comes_back():
    random = Random(7)  # noqa: S311
    names = ["".join(random.choice("abcdefghijklmnop") for _letter in range(30)) for _name in range(200)]
    scenario = RICH.change(chain=replace(RICH.chain, regions=names, potentials={}))
    found, problems = read_share_code(CATALOG, write_share_code(CATALOG, scenario))
    assert (found.place.notes, found.chain.regions) == ("one\ntwo", ())
    assert "hold: Region names. Ask" in problems[0].text()


def test_every_field_of_a_scenario_is_held_by_a_code():
    changed = {
        "version": 1, "salience": {"recruitment": 3}, "capacity": {"local": "able"}, "donor_level": 2,
        "donor_funds": {"awards"}, "platform": "build", "platform_year": 3, "mix_size": 4, "heavy_limit": 1,
        "pinned": {"awards"}, "excluded": {"awards"}, "salience_weights": (0, 1, 1, 1), "responsible": {"a": "b"},
        "phases": {"a": "b"}, "independent": {"a": "initiative"}, "route": "x", "context": {"a": "b"},
        "place.title": "x", "place.country": "x", "place.region": "x", "place.cluster": "x", "place.notes": "x",
        "place.start_year": 2000, "chain.regions": ("x",), "chain.region_count": 3, "chain.potentials": {"x": 2},
        "chain.stage_months": {"x": (0, 6)}, "chain.unit_costs": {"x": 5}, "chain.currency": "x",
        "decisions": (Decision("pin", "awards", "Because", "entrepreneurs", "2027-03-31"),), "chain.pilots": 0,
        "next_steps": (NextStep("Call", "awards", "Ana", "2027-05-01", True, "2027-04-30", "2027-03-01", "x"),),
        "chain.instrument_costs": {"x": (1, 2)}, "chain.envelope": 5.5,
        "chain.region_details": {"x": RegionDetail(("a",), ("b",), {"local": "able"}, {"y": "no"}, own_mix=True)},
    }  # fmt: skip
    for path in list_labelled_fields():
        head, _dot, tail = path.partition(".")
        usual = getattr(getattr(Scenario(), head), tail) if tail else getattr(Scenario(), head)
        value = changed.get(path, usual / 2 if isinstance(usual, float) else usual if tail == "" else 2 + (usual == 2))
        part = replace(getattr(Scenario(), head), **{tail: value}) if tail else value
        scenario = Scenario(**{head: part})
        assert path == "version" or scenario != Scenario(), path
        assert read_share_code(CATALOG, write_share_code(CATALOG, scenario)) == (scenario, ()), path


def test_the_words_that_links_are_packed_with_never_change():
    assert sha256(DICTIONARY.read_bytes()).hexdigest() == DICTIONARY_FINGERPRINT


def test_the_packed_part_of_codes_once_published_still_opens():
    assert read_share_code(CATALOG, PUBLISHED) == (RICH, ())


WITH_TICK = (
    "1.------------.---.0.n.10.kBbQ.zqwaWoMngbiLI3mpIHweiBNj-TYEMjoAbXzAzEovBbKfU5MTSYnDuKU0C1cxAMWjpVquDzZwUSI8HrBkYhua6"
    "Bia6BkbIRjrmJerAxo1QzEW0PWtjawE"
)


def test_a_code_with_a_tick_of_the_older_form_opens_with_the_step_done():
    scenario, problems = read_share_code(CATALOG, WITH_TICK)
    assert (scenario.decisions, problems) == ((Decision("pin", "awards", "Because"),), ())
    assert scenario.next_steps == (NextStep("", "job_fairs", "Ana, chamber", done=True, done_on="2027-04-02"),)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_the_worked_examples_fit_into_an_address(example):
    code = write_share_code(CATALOG, example.scenario)
    assert read_share_code(CATALOG, code) == (example.scenario, ())
    assert len(code) < 500


def test_sixty_regions_fit_into_an_address():
    scenario = name_regions(EXAMPLES[0].scenario, 60)
    code = write_share_code(CATALOG, scenario)
    assert read_share_code(CATALOG, code) == (scenario, ())


# --- cut and hostile -----------------------------------------------------------------------------------------------
def test_a_link_that_was_cut_after_its_check_is_told_once_wherever_that_was():
    code = write_share_code(CATALOG, RICH)
    start = code.index(".k") + 2
    for end in range(start, len(code)):
        found, problems = read_share_code(CATALOG, code[:end])
        assert "cut or changed" in problems[0].text()
        assert len(problems) <= 1 + code[:end].endswith(".")
        assert found.salience == RICH.salience


def test_a_link_that_was_cut_inside_its_answers_is_told():
    scenario = Scenario(context={row.code: row.answers[0] for row in QUESTIONS})
    found, problems = read_share_code(CATALOG, write_share_code(CATALOG, scenario)[:-5])
    assert 0 < len(found.context) < len(scenario.context)
    assert ["cut or changed" in problem.text() for problem in problems] == [True]


def test_a_changed_sign_is_told():
    code = write_share_code(CATALOG, RICH)
    for place in range(2, 14):
        changed = code[:place] + ("1" if code[place] != "1" else "2") + code[place + 1 :]
        assert "cut or changed" in read_share_code(CATALOG, changed)[1][0].text()


CHOICES = "1.3-----------.---.0.n.10"


def squeeze(data):
    """Return bytes compressed as the packed part is, without the words that it begins with."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.urlsafe_b64encode(press.compress(data) + press.flush()).decode().rstrip("=")


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "A",
        "!!!!",
        "é",
        "AAAA",
        squeeze(b"0" * 2_000_000),
        squeeze(b"[1]"),
        squeeze(b"{"),
        squeeze(b"\xff"),
        squeeze(b'{"place":' * 5_000),
        squeeze(b'{"seed": 1' + b"0" * 9_000 + b"}"),
        squeeze(b"{}") + "AAAA",
    ],
)
def test_a_packed_part_that_cannot_be_opened_is_told_once_and_the_choices_are_kept(packed):
    found, problems = read_share_code(CATALOG, f"{CHOICES}.z{packed}")
    assert found == Scenario(salience={"recruitment": 3})
    assert ["could not be read" in problem.text() for problem in problems] == [True]


@pytest.mark.parametrize(
    "data",
    [
        {"version": 9},
        {"place": 5},
        {"chain": {"rounds": 99, "colour": 1}, "colour": {"a": 1}},
        {"salience": {"x": {"y": [1]}}},
        {"excluded": ["job_fairs"], "pinned": ["job_fairs"]},
        {"mix_size": None, "place": {"start_year": 1e999}},
        {"~": [{"a": 1}, "Buy at example.com"]},
        {"~": {"a": 1}, "route": ["x"]},
    ],
)
def test_what_is_invalid_in_the_packed_part_is_told_by_name_and_the_rest_is_kept(data):
    found, problems = read_share_code(
        CATALOG, f"{CHOICES}.z{pack({**data, 'chain': {'seed': 7, **data.get('chain', {})}})}"
    )
    assert found.salience == {"recruitment": 3}
    assert len(problems) == 1
    assert "example.com" not in problems[0].text()
    if "version" not in data and "start_year" not in str(data):
        assert found.chain.seed == 7


def test_packed_json_that_is_nested_however_deep_never_raises():
    for depth in (5, 450, 990, 20_000):
        for text in ('{"a":' * depth + "1" + "}" * depth, '{"place":{"notes":' + "[" * depth + "]" * depth + "}}"):
            found, problems = read_share_code(CATALOG, f"{CHOICES}.z{squeeze(text.encode())}")
            assert found.salience == {"recruitment": 3}
            assert len(problems) == 1


@given(st.from_regex(r"(k[A-Za-z0-9_-]{0,4}|z[A-Za-z0-9_-]{0,40}|[pxfhycq][0-9-]{0,5}|\.)*", fullmatch=True))
@settings(max_examples=100)
def test_no_options_of_a_code_break_anything(options):
    found, problems = read_share_code(CATALOG, f"{CHOICES}.{options}")
    assert isinstance(found, Scenario)
    assert all(problem.text().encode() for problem in problems)
