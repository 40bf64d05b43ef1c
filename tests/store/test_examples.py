"""The worked examples: marked as fictional, different from each other, sensible, and held by a golden result."""

import json
from itertools import combinations

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.model import build_chain, build_strategy
from clusterdash.store.examples import load_examples

CATALOG = load_catalog()


@pytest.fixture(scope="module")
def examples(project):
    return load_examples(project / "data" / "examples")


def test_there_are_four_examples_all_marked_as_fictional(examples):
    assert len(examples) == 4
    for example in examples:
        assert "fictional" in example.scenario.place.title


def test_no_two_examples_share_more_than_half_of_their_mix(examples):
    mixes = {example.code: set(build_strategy(CATALOG, example.scenario).mix) for example in examples}
    for one, other in combinations(mixes, 2):
        assert len(mixes[one] & mixes[other]) <= min(len(mixes[one]), len(mixes[other])) / 2, (one, other)


def test_in_two_examples_the_donor_level_changes_the_mix(examples):
    def mixes(scenario):
        return {build_strategy(CATALOG, scenario.change(donor_level=level)).mix for level in range(6)}

    assert sum(len(mixes(example.scenario)) > 1 for example in examples) >= 2


def summarise(scenario):
    """Return what a person has read and found sensible: the mix with its delivery, who leads each stage, the shares."""
    strategy, chain = build_strategy(CATALOG, scenario), build_chain(CATALOG, scenario)
    return {
        "mix": {code: strategy.delivery[code] for code in strategy.mix},
        "value": str(strategy.value),
        "leads": [
            f"{role.round} {role.stage}: {role.actor or 'no lead'}" for role in chain.roles if role.role == "lead"
        ],
        "rounds": [
            [str(one.start), str(one.end), one.donor_level, [entry.region for entry in one.regions]]
            for one in chain.rounds
        ],
        "donor_share": [round(share, 6) for share in chain.donor_share],
        "office_round": chain.office_round,
    }


def test_the_examples_give_their_golden_results(examples, project):
    golden = json.loads((project / "tests" / "golden" / "examples.json").read_text(encoding="utf-8"))
    assert {example.code: summarise(example.scenario) for example in examples} == golden


if __name__ == "__main__":  # renew, then read the difference: python -m tests.store.test_examples
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    results = {example.code: summarise(example.scenario) for example in load_examples(root / "data" / "examples")}
    text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
    (root / "tests" / "golden" / "examples.json").write_text(text, encoding="utf-8")
