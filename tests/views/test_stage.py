"""The stage: slides to rate by, slides to present with."""

import pytest

from clusterdash import words
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.cost_classes import COST_CLASSES, count_cost_classes
from clusterdash.views.next_steps import list_open_steps, say_day
from clusterdash.views.screen import Screen, draw_screen
from clusterdash.views.stage import DECKS
from clusterdash.views.tally import Tally, read_tally

CATALOG = default_catalog()
CODES = [example.code for example in examples()]


@pytest.fixture(autouse=True)
def in_english():
    words.select_language("en")


def screen_of(scenario, page="", **looks):
    return Screen(CATALOG, compute_results(CATALOG, scenario), page=page, looks=looks)


def slides_of(scenario, deck, page="", **looks):
    screen = screen_of(scenario, page, **looks)
    return screen, list(DECKS[deck].list_slides(screen))


def read_example(code):
    return next(example.scenario for example in examples() if example.code == code)


@pytest.mark.parametrize("deck", DECKS)
@pytest.mark.parametrize("scenario", [Scenario(), *(example.scenario for example in examples())], ids=["empty", *CODES])
def test_every_deck_can_be_drawn_and_shows_one_slide_at_a_time(scenario, deck):
    html = draw_screen(screen_of(scenario, "strategy", stage=deck)).html
    stage = html[html.index('id="stage"') :]
    assert stage.count('class="slot"') - stage.count(" hidden>") == 1


def test_no_deck_is_drawn_where_none_is_open_or_none_is_known():
    for code in ("", "nothing", "<script>"):
        assert 'id="stage"' not in draw_screen(screen_of(Scenario(), stage=code)).html


def test_there_is_a_slide_for_each_mechanism_with_its_question_and_four_answers_by_digit():
    html = draw_screen(screen_of(Scenario(), stage="matters")).parts
    for row in CATALOG.mechanisms:
        slide = html[f"slide-{row.code}"]
        assert row.example[:20].replace("'", "&#39;") in slide
        assert [slide.count(f'data-key="{level}"') for level in range(4)] == [1, 1, 1, 1]
        assert 'aria-pressed="true"' not in slide


def test_rating_begins_with_the_first_mechanism_that_nobody_has_rated():
    first = CATALOG.mechanisms[0].code
    screen, slides = slides_of(Scenario(salience={first: 0}), "matters")
    assert DECKS["matters"].find_first(screen, slides) == 1


@pytest.mark.parametrize(
    ("page", "slide"),
    [("", "place"), ("mechanisms", "heat"), ("actors", "actors"), ("strategy", "mix"), ("timeline", "rounds")],
)
def test_presenting_begins_with_what_the_page_shows(page, slide):
    screen, slides = slides_of(read_example(CODES[0]), "show", page)
    assert slides[DECKS["show"].find_first(screen, slides)].code == slide


def test_the_plan_is_told_in_order_and_each_instrument_of_the_mix_has_its_slide():
    screen, slides = slides_of(read_example(CODES[0]), "show")
    codes = [slide.code for slide in slides]
    marks = ["place", "matters", "heat", "mix", "actors", "who", "handover-1", "rounds", "next"]
    assert [codes.index(code) for code in marks] == sorted(codes.index(code) for code in marks)
    assert [code for code in codes if code.startswith("mix-")] == [f"mix-{one}" for one in screen.results.strategy.mix]


def test_what_was_decided_is_told_before_the_next_steps_and_only_where_something_was():
    scenario = read_example(CODES[0])
    assert "decided" not in [slide.code for slide in slides_of(scenario, "show")[1]]
    decided = scenario.change(decisions=(Decision("exclude", "awards", "too dear"),))
    slides = slides_of(decided, "show")[1]
    assert [slide.code for slide in slides][-2:] == ["decided", "next"]
    assert slides[-2].values["lines"][0][1] == "too dear"


def test_no_step_that_was_agreed_on_drops_off_the_wall():
    dated = tuple(NextStep(what=f"Step {number}", due=f"2027-01-{number:02}") for number in range(1, 21))
    scenario = examples()[0].scenario.change(next_steps=(NextStep(what="Ours, without a day"), *dated))
    slides = [slide for slide in slides_of(scenario, "show")[1] if slide.code.startswith("next")]
    told = [text for slide in slides for _mark, text in slide.values["lines"]]
    assert told == [*(one.what for one in dated), "Ours, without a day"]
    assert [slide.code for slide in slides] == ["next", "next-2", "next-3"]


def test_what_the_plan_suggests_next_stands_on_the_wall_in_the_order_of_time():
    screen, slides = slides_of(read_example(CODES[0]), "show")
    days = sorted(one.step.due for one in list_open_steps(screen.catalog, screen.results) if one.step.due)
    lines = slides[-1].values["lines"]
    # must not happen: the training of 2028 stands before what begins in 2027
    assert [when for when, _text in lines] == [say_day(day) for day in days[: len(lines)]]


@pytest.mark.parametrize("code", ["heat", "actors"])
def test_a_heatmap_on_the_wall_shows_fifteen_rows_the_mix_first_and_says_so(code):
    screen, slides = slides_of(read_example(CODES[0]), "show")
    heat = next(slide for slide in slides if slide.code == code)
    rows = heat.values["rows"]
    mix = screen.results.strategy.mix
    assert len(rows) == 15 and {row["code"] for row in rows[: len(mix)]} == set(mix)
    assert heat.values["told"].startswith("The first 15 of 45 instruments")


def test_the_middle_of_a_show_of_hands_is_the_lower_of_two():
    assert Tally().median is None
    assert Tally((1, 1, 0, 0)).median == 0
    assert Tally((1, 4, 6, 2)).median == 2
    assert Tally((0, 0, 0, 1)).median == 3


def test_a_tally_never_falls_below_none_and_is_told_in_one_line():
    tally = Tally().count(2, 5).count(1, -3)
    assert tally.counts == (0, 0, 5, 0)
    assert tally.tell() == "0: 0 · 1: 0 · 2: 5 · 3: 0"
    assert read_tally({"a": tally}, "a") is tally and read_tally("nonsense", "a") == Tally()


def test_every_instrument_has_a_cost_class_and_what_is_heavy_is_never_light():
    classes = count_cost_classes(CATALOG, [row.code for row in CATALOG.instruments])
    assert list(classes) == list(COST_CLASSES) and all(classes.values())
    assert all(row.cost != "light" for row in CATALOG.instruments if row.weight == "heavy")


def test_the_last_slide_of_who_can_repeats_every_answer_of_its_slides():
    scenario = Scenario(platform="build", donor_level=2)
    _screen, slides = slides_of(scenario, "can")
    lines = dict(slides[-1].values["lines"])
    assert lines["Cluster initiative"] == "Build one" and lines["Donor"] == "Advise"
