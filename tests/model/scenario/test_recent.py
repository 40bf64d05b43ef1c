"""What is kept is bounded by weight, and every round of the heaviest scenario still finds room."""

from clusterdash.model import ChainPlan, Scenario
from clusterdash.model.scenario.recent import ROUNDS, WEIGHT_LIMIT, Recent, keep_recent, weigh

NAMES = tuple(f"Region {number}" for number in range(500))
HEAVIEST = Scenario(
    chain=ChainPlan(
        regions=NAMES, region_count=500, potentials=dict.fromkeys(NAMES, 12), rounds=12, regions_per_round=500
    )
)


def test_what_was_asked_for_last_stays_and_the_oldest_goes():
    asked = []
    recent = Recent(limit=3)
    for name in ("a", "b", "c", "a", "d", "a", "b"):
        recent.get(name, 1.0, lambda name=name: asked.append(name) or name)
    assert asked == ["a", "b", "c", "d", "b"]


def test_one_heavy_entry_takes_the_place_of_many_light_ones():
    recent = Recent(limit=10)
    for name in range(5):
        recent.get(name, 1.0, lambda: "light")
    recent.get("heavy", 10.0, lambda: "heavy")
    asked = []
    recent.get(4, 1.0, lambda: asked.append("again"))
    assert asked


def test_the_same_question_twice_weighs_once():
    recent = Recent(limit=2)
    recent.get("a", 1.0, lambda: recent.get("a", 1.0, lambda: "inner"))
    recent.get("b", 1.0, lambda: "b")
    asked = []
    recent.get("a", 1.0, lambda: asked.append("again"))
    assert not asked


def test_all_rounds_of_the_heaviest_scenario_find_room_together():
    asked = []

    @keep_recent(parts=ROUNDS)
    def ask(scenario, round_):
        asked.append(round_)
        return round_ if round_ == 1 else ask(scenario, round_ - 1) + 1

    assert weigh(HEAVIEST) / ROUNDS * (ROUNDS + 2) < WEIGHT_LIMIT
    assert ask(HEAVIEST, 12) == 12 and ask(HEAVIEST, 12) == 12
    assert sorted(asked) == list(range(1, 13))
