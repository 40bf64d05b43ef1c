"""What the donor does and leaves, round by round; advantages (§8) and additions (§7) where they help."""

import pytest

from clusterdash.model.chain.handover import list_donor_parts
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.donor import list_donor_rounds, list_helps
from clusterdash.views.screen import Screen, draw_page

CATALOG = default_catalog()
COFFEE = examples()[0].scenario


def page(scenario, slug, **looks):
    return draw_page(Screen(CATALOG, compute_results(CATALOG, scenario), page=slug, looks=looks)).html.replace(
        "&#39;", "'"
    )


@pytest.mark.parametrize("level", range(1, 6))
def test_every_action_is_done_no_longer_done_or_beyond_the_level(level):
    results = compute_results(CATALOG, COFFEE.change(donor_level=level))
    rounds, parts = list_donor_rounds(CATALOG, results), list_donor_parts(CATALOG, results.chain)
    assert [len(one["does"]) for one in rounds] == [len(part.does) for part in parts]
    for was, now, one in zip(parts, parts[1:], rounds[1:], strict=False):
        assert len(one["stops"]) == len(set(was.does) - set(now.does))
    assert bool(rounds[0]["more"]) == (level < 5)


def test_the_timeline_tells_what_the_donor_leaves_in_each_round():
    html = page(COFFEE, "timeline")
    assert "What the donor does and leaves, round by round" in html
    assert "Round 1, 2027–2031: level 3" in html and "No longer: Trains the national government" in html


def test_a_donor_that_leads_hands_stages_over_by_name():
    results = compute_results(CATALOG, COFFEE.change(donor_level=5))
    hands = [line for one in list_donor_rounds(CATALOG, results) for line in one["hands"]]
    assert hands and all(": to " in line for line in hands)


def test_without_a_donor_there_is_nothing_to_tell():
    assert list_donor_rounds(CATALOG, compute_results(CATALOG, COFFEE.change(donor_level=0))) == []
    assert 'id="donor-title"' not in page(COFFEE.change(donor_level=0), "timeline")


def test_all_nine_advantages_and_all_additions_stand_where_they_help():
    shown = page(COFFEE, "timeline") + page(COFFEE, "strategy", tab="route")
    for row in (*CATALOG.advantages, *CATALOG.complementary_measures):
        assert row.description in shown, row.code
    assert len(CATALOG.advantages) == 9 and {row.code for row in list_helps(CATALOG, "donor")} >= {"donor_can_leave"}


def test_what_the_donor_does_for_this_mix_opens_beside_the_plan():
    assert 'data-why="donor"' in page(COFFEE, "strategy")
    assert "Contacts to other networks: Brokerage" in page(COFFEE, "strategy", why="donor")
