"""The catalog as a value: look-ups, order, and another toolbox of the same shape."""

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from clusterdash.catalog import load_catalog


@pytest.fixture(scope="module")
def tourism(tourism_folder):
    return load_catalog(tourism_folder)


def test_another_toolbox_loads_with_its_own_counts_and_codes(tourism, catalog):
    assert (len(tourism.mechanisms), len(tourism.instruments), len(tourism.actors)) == (4, 6, 3)
    assert not {row.code for row in tourism.instruments} & {row.code for row in catalog.instruments}
    assert [row.code for row in tourism.governments] == ["village", "state"]
    assert [row.code for row in tourism.donors] == ["agency"]


def test_serves_and_served_by_tell_the_same_links(catalog):
    there = {(mechanism, code) for code, found in catalog.serves.items() for mechanism in found}
    back = {(mechanism, code) for mechanism, found in catalog.served_by.items() for code in found}
    assert there == back and len(there) == 93


def test_serves_stands_in_the_order_of_the_mechanisms(tourism):
    assert tourism.serves["host_table"] == ("shared_guides", "joint_booking")
    assert tourism.served_by["word_of_mouth"] == ("food_prize", "trail_signs", "story_evenings")


def test_contributions_of_an_actor_are_a_part_of_all(tourism):
    assert [row.text for row in tourism.contributions_of("guide_school", "village")] == [
        "House for the school",
        "Firewood",
    ]
    assert len(tourism.contributions_of("guide_school")) == 3
    assert tourism.contributions_of("story_evenings") == ()


def test_positions_count_from_1_in_table_order(catalog):
    assert [catalog.position(row.code) for row in catalog.instruments] == list(range(1, 46))


def test_values_have_the_types_of_their_columns(catalog):
    assert catalog.kind("organise").is_organising is True
    assert catalog.instrument("job_fairs").network is True
    assert catalog.parameter("mix_size") == 10 and isinstance(catalog.parameter("mix_size"), int)
    assert isinstance(catalog.parameter("success_probability"), float)
    assert all(question.answers[-1] == "unknown" for question in catalog.context_questions)


@pytest.mark.parametrize("look_up", ["mechanism", "instrument", "actor", "kind", "parameter", "position"])
def test_an_unknown_code_raises_key_error(catalog, look_up):
    with pytest.raises(KeyError, match="nowhere"):
        getattr(catalog, look_up)("nowhere")


def test_a_catalog_never_changes(catalog):
    with pytest.raises(FrozenInstanceError):
        catalog.mechanisms = ()
    with pytest.raises(FrozenInstanceError):
        catalog.mechanisms[0].label = "other"


def test_equal_catalogs_have_equal_hashes_and_an_altered_one_is_unequal(catalog):
    twin = pickle.loads(pickle.dumps(catalog))  # noqa: S301 - our own bytes
    assert twin == catalog and hash(twin) == hash(catalog)
    assert replace(catalog, mechanisms=catalog.mechanisms[1:]) != catalog
