"""Scenarios under a short code: on disk, the same one under the same code, in both databases."""

from clusterdash.results import examples
from clusterdash.store.kept import CODE_LENGTH, find_kept, keep_scenario, read_short_code
from clusterdash.store.sayable import SIGNS

TEXT = examples()[0].scenario.to_json()


def test_what_is_kept_comes_back_whole(database):
    with database.write() as connection:
        code = keep_scenario(connection, TEXT)
    with database.read() as connection:
        assert find_kept(connection, code) == TEXT
    assert len(code) == CODE_LENGTH and set(code) <= set(SIGNS)


def test_the_same_scenario_keeps_its_code_and_another_gets_another(database):
    with database.write() as connection:
        first = keep_scenario(connection, TEXT)
        assert keep_scenario(connection, TEXT) == first
        assert keep_scenario(connection, examples()[1].scenario.to_json()) != first


def test_an_unknown_code_finds_nothing(database):
    with database.read() as connection:
        assert find_kept(connection, "222222") is None


def test_people_may_type_small_letters_and_dashes_and_what_is_no_code_is_none():
    assert read_short_code("k7q-m3x") == "K7QM3X"
    assert not read_short_code("MNC-D4Q-E57") and not read_short_code("K7Q-M3O") and not read_short_code("")
