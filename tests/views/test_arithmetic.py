"""Every figure opens its arithmetic: formula, inputs, what the paper says, what is ours, and what changes it."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.scenario.labels import FIELD_LABELS
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.arithmetic import SUMS
from clusterdash.views.pages import PAGES
from clusterdash.views.screen import Screen, draw_page, draw_screen
from clusterdash.views.strategy_panels import PANELS
from clusterdash.views.why import list_sections
from clusterdash.words import select_language

CATALOG = default_catalog()
EXAMPLES = {example.code: example.scenario for example in examples()}
COFFEE = EXAMPLES["highland_coffee"]


def screen_of(scenario=COFFEE, page="strategy", **looks):
    late = {"dynamics": simulate_dynamics(CATALOG, scenario)}
    return Screen(CATALOG, compute_results(CATALOG, scenario), page=page, looks=looks, late=late)


def asked_on(html):
    return {unescape(value) for value in re.findall(r'data-why="([^"]*)"', html)}


def looks_of(page):
    if page == "strategy":
        return [{"tab": tab, "open_strategy": "meetings"} for tab in PANELS]
    return [{}, {"role": "entrepreneurs"}] if page == "" else [{f"open_{page}": "meetings"}]


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
@pytest.mark.parametrize("code", EXAMPLES)
def test_whatever_can_be_asked_on_a_page_has_an_answer(code, page):
    for looks in looks_of(page):
        screen = screen_of(EXAMPLES[code], page, **looks)
        asked = asked_on(draw_screen(screen).html)
        assert asked or page == "sources"
        for value in asked:
            answer = draw_page(screen_of(EXAMPLES[code], page, why=value)).parts["why-frame"]
            assert "<aside" in answer, value


class Nesting(HTMLParser):
    """Finds something to press inside of something to press."""

    def __init__(self):
        super().__init__()
        self.open, self.nested = 0, []

    def handle_starttag(self, tag, attrs):
        if tag in ("button", "summary"):
            self.nested += [attrs] if self.open else []
            self.open += 1

    def handle_endtag(self, tag):
        self.open -= tag in ("button", "summary")


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
def test_no_button_lies_within_another_or_within_a_summary(page):
    for looks in looks_of(page):
        parser = Nesting()
        parser.feed(draw_screen(screen_of(COFFEE, page, **looks)).html)
        assert not parser.nested


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
def test_no_mark_reads_as_if_the_paper_said_what_is_ours(page):
    for looks in looks_of(page):
        assert not re.search(r"our assumption (§|Table|Fig)", draw_screen(screen_of(COFFEE, page, **looks)).html)


def sums(scenario):
    prices = {row.code: (1.0, 2.0) for row in CATALOG.activities}
    screen = screen_of(scenario.change(chain=replace(scenario.chain, unit_costs=prices)))
    subjects = {
        "strength": [row.code for row in CATALOG.mechanisms],
        "delivery": [row.code for row in CATALOG.instruments],
        "date": [row.code for row in CATALOG.instruments],
        "leverage": [row.code for row in CATALOG.instruments],
        "lead": [f"{number} {stage}" for number, stage in screen.results.chain.leads()],
        "shares": [str(one.number) for one in screen.results.chain.rounds],
        "chance": [str(one.number) for one in screen.results.chain.rounds],
        "load": list(screen.results.plan.load),
        "events": [row.code for row in CATALOG.activities],
        "budget": ["all", *(str(one.number) for one in screen.results.chain.rounds)],
        "payer": ["", *(row.code for row in CATALOG.agents)],
    }
    for name, work in SUMS.items():
        for subject in subjects.get(name, [""]):
            found = work(screen, subject)
            if found is not None:
                yield name, subject, found


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", EXAMPLES)
def test_every_arithmetic_has_all_that_a_sceptic_asks_for(code, language):
    select_language(language)
    names = set()
    for name, _subject, found in sums(EXAMPLES[code]):
        names.add(name)
        assert found.title and found.formula and found.ours and "{" not in f"{found.title}{found.formula}{found.result}"
        assert list_sections(CATALOG, found.section), name
        assert found.controls and set(found.controls) <= set(FIELD_LABELS)
        assert all(key for key, _value in found.inputs)
    assert names >= set(SUMS)


@pytest.mark.parametrize("name", SUMS)
@pytest.mark.parametrize("subject", ["nowhere", "0", "99", "99 pilots", "x pilots", "²", "² pilots", "<b>"])
def test_what_is_not_there_has_no_arithmetic(name, subject):
    if name not in ("value", "exit"):  # these ask for nothing more
        assert SUMS[name](screen_of(), subject) is None


def test_the_reach_is_the_one_of_the_headline():
    screen = screen_of()
    found = SUMS["value"](screen, "")
    assert found.result == "8.42 ÷ 8.94 = 94%"
    assert ("Horizontal cooperation", "3 × (1 − ½⁷) = 2.98") in found.inputs


def test_a_lead_names_all_who_may_lead_and_what_stands_for_them():
    found = SUMS["lead"](screen_of(), "1 gather_stakeholders")
    assert "National government" in found.result
    assert dict(found.inputs)["National government"] == "able"
    assert dict(found.inputs)["Donor organization"].startswith("level 3")


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_first_who_is_able_leads(code):
    screen = screen_of(EXAMPLES[code])
    for (number, stage), role in screen.results.chain.leads().items():
        found = SUMS["lead"](screen, f"{number} {stage}")
        able = [name for name, state in found.inputs if state in ("able", "there") or state.endswith(": leads")]
        assert (able[:1] or ["no lead"]) == [found.result.split(". ")[0]], (number, stage, role.actor)


def test_the_exit_counts_down_round_by_round():
    found = SUMS["exit"](screen_of(), "")
    assert found.result == f"from {compute_results(CATALOG, COFFEE).chain.donor_exit_year} on"
    assert [value for name, value in found.inputs if name.startswith("round")] == ["level 3", "level 2", "level 1"]


def test_a_mark_says_what_the_section_says_and_what_is_ours():
    html = draw_page(screen_of(why="basis assumption §3|Halving is <i>ours</i>.")).parts["why-frame"]
    assert "the paper does not say it" in html and "It gives no formula and no numbers" in html
    assert "Halving is &lt;i&gt;ours&lt;/i&gt;." in html
    assert "<aside" not in draw_page(screen_of(why="basis nonsense §3")).parts["why-frame"]


def test_two_sections_in_one_mark_are_both_told():
    assert [row.code for row in list_sections(CATALOG, "§5, Fig. 1")] == ["§5", "Fig. 1"]
    assert [row.code for row in list_sections(CATALOG, "§4–§10")] == ["§4", "§10"]
    assert list_sections(CATALOG, "") == []


def test_the_drawer_of_an_instrument_shows_status_months_and_leverage():
    html = draw_page(screen_of(open_strategy="meetings")).parts["drawer-frame"]
    assert html.count('class="sum-of"') == 3 and "What changes it:" in html
