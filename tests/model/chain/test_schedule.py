"""method.md §6: rounds with dates, regions that enter one by one, stages within a round."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clusterdash.model.chain.schedule import build_rounds, build_stage_spans
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario, list_regions
from tests.model.chain.chain_scenarios import CATALOG

names = st.lists(st.sampled_from([f"Land {number}" for number in range(30)]), unique=True, max_size=30)


@st.composite
def plans(draw):
    regions = tuple(draw(names))
    potentials = draw(st.dictionaries(st.sampled_from(regions or ("Region 1",)), st.integers(1, 4), max_size=5))
    return ChainPlan(
        regions=regions,
        region_count=draw(st.integers(1, 30)),
        potentials=potentials,
        rounds=draw(st.integers(1, 8)),
        regions_per_round=draw(st.integers(1, 12)),
        round_years=draw(st.integers(1, 15)),
        stage_months=draw(st.sampled_from([{}, {"study_tours": (3, 7)}, {"study_tours": (200, 230)}])),
    )


@given(plans())
def test_regions_never_exceed_the_list_and_every_cluster_has_one_turn(plan):
    rounds, waiting = build_rounds(Scenario(chain=plan))
    turns = [(one.region, one.cluster_number) for round_ in rounds for one in round_.regions]
    left = [(one.region, one.cluster_number) for one in waiting]
    every = {(name, n) for name in list_regions(plan) for n in range(1, plan.potentials.get(name, 1) + 1)}
    assert sorted(turns + left) == sorted(every)


@given(plans())
def test_a_round_is_never_overfull_and_a_region_promotes_one_cluster_in_it(plan):
    for one in build_rounds(Scenario(chain=plan))[0]:
        assert len(one.regions) <= plan.regions_per_round
        assert len({entry.region for entry in one.regions}) == len(one.regions)


@given(plans())
def test_only_the_last_turn_of_a_region_is_marked_as_its_last(plan):
    rounds, _waiting = build_rounds(Scenario(chain=plan))
    entries = [entry for one in rounds for entry in one.regions]
    for place, entry in enumerate(entries):
        assert entry.is_last == (entry.region not in {other.region for other in entries[place + 1 :]})


@given(plans())
def test_rounds_follow_each_other_without_a_gap_and_stages_lie_within_them(plan):
    scenario = Scenario(chain=plan, place=Place(start_year=2030))
    rounds, _waiting = build_rounds(scenario)
    assert rounds[0].start == date(2030, 1, 1)
    for one, after in zip(rounds, rounds[1:], strict=False):
        assert one.end + timedelta(days=1) == after.start
    for span in build_stage_spans(CATALOG, scenario, rounds):
        one = rounds[span.round - 1]
        assert one.start <= span.start <= span.end <= one.end


def test_regions_enter_in_their_order_and_second_clusters_after_all_first_ones():
    plan = ChainPlan(regions=("B", "A", "C"), potentials={"B": 2}, regions_per_round=2)
    rounds, waiting = build_rounds(Scenario(chain=plan))
    assert [[(e.region, e.cluster_number) for e in one.regions] for one in rounds] == [
        [("B", 1), ("A", 1)],
        [("C", 1), ("B", 2)],
        [],
    ]
    assert waiting == ()


def test_regions_without_a_turn_wait():
    _rounds, waiting = build_rounds(Scenario(chain=ChainPlan(region_count=7, regions_per_round=2)))
    assert [entry.region for entry in waiting] == ["Region 7"]


def test_stages_of_a_round_of_five_years_run_as_the_table_says():
    scenario = Scenario()
    spans = build_stage_spans(CATALOG, scenario, build_rounds(scenario)[0])
    found = [(span.stage, span.start_month, span.end_month) for span in spans if span.round == 2]
    assert found == [(row.code, row.start_month, row.end_month) for row in CATALOG.stages]


def test_months_set_by_hand_move_a_stage_and_are_clipped_to_the_round():
    plan = ChainPlan(stage_months={"study_tours": (24, 30), "next_round": (50, 200)})
    scenario = Scenario(chain=plan)
    spans = {span.stage: span for span in build_stage_spans(CATALOG, scenario, build_rounds(scenario)[0][:1])}
    assert (spans["study_tours"].start, spans["study_tours"].end) == (date(2029, 1, 1), date(2029, 6, 30))
    assert spans["next_round"].end == date(2031, 12, 31) and spans["next_round"].is_clipped
    assert not spans["study_tours"].is_clipped
