"""Saved plans: versions are only added; who began with an older one is told; limits are told; in both databases."""

import threading
import time

import pytest

from clusterdash.store import plans as module
from clusterdash.store.kept import find_kept, keep_scenario
from clusterdash.store.plans import (
    NewerVersion,
    SaveRefused,
    add_version,
    find_newest_number,
    find_version,
    list_versions,
    make_plan,
)


@pytest.fixture
def plan(database):
    with database.write() as connection:
        return make_plan(connection, "one", "Amina").code


def save(database, *arguments, **named):
    with database.write() as connection:
        return add_version(connection, *arguments, **named)


def test_versions_are_numbered_from_one_and_the_newest_opens(database, plan):
    assert save(database, "two", (plan, 1), "Ben").number == 2
    with database.read() as connection:
        newest, first = find_version(connection, plan), find_version(connection, plan, 1)
        assert (newest.number, newest.based_on, newest.who, newest.text) == (2, 1, "Ben", "two")
        assert first.text == "one" and first.who == "Amina"
        assert [row.number for row in list_versions(connection, plan, [1, 2, 7])] == [2, 1]
        assert find_newest_number(connection, plan) == 2
        assert find_version(connection, plan, 3) is None and find_newest_number(connection, "222222") == 0


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_no_number_is_too_large_to_be_asked_for(database, plan, number):
    with database.read() as connection:
        assert find_version(connection, plan, number) is None


def test_who_began_with_an_older_version_is_told_and_nothing_is_added_unless_they_say_so(database, plan):
    save(database, "two", (plan, 1))
    with pytest.raises(NewerVersion) as told:
        save(database, "mine", (plan, 1))
    assert told.value.number == 2
    assert save(database, "mine", (plan, 1), even_if_newer=True).number == 3
    with database.read() as connection:
        assert [row.text for row in list_versions(connection, plan, [1, 2, 3])] == ["mine", "two", "one"]


def test_the_same_again_adds_no_version(database, plan):
    assert save(database, "one", (plan, 1)).number == 1
    assert save(database, "two", (plan, 1)).number == 2
    assert save(database, "two", (plan, 1)).number == 2  # a double click, or two who changed the same


def test_a_plan_that_is_not_here_is_told(database):
    with pytest.raises(SaveRefused, match="unknown"):
        save(database, "x", ("222222", 1))


def test_limits_of_versions_size_and_saves_a_minute_are_told(database, plan, monkeypatch):
    monkeypatch.setattr(module, "VERSION_LIMIT", 2)
    save(database, "two", (plan, 1))
    with pytest.raises(SaveRefused, match="full"):
        save(database, "three", (plan, 2))
    monkeypatch.setattr(module, "VERSION_LIMIT", 500)
    monkeypatch.setattr(module, "PLAN_SIZE_LIMIT", 10)
    with pytest.raises(SaveRefused, match="full"):
        save(database, "three and more", (plan, 2))
    monkeypatch.setattr(module, "PLAN_SIZE_LIMIT", 1_000)
    monkeypatch.setattr(module, "SAVES_A_MINUTE", 2)
    with pytest.raises(SaveRefused, match="often"):
        save(database, "three", (plan, 2))
    monkeypatch.setattr(module, "ALL_SAVES_A_MINUTE", 2)
    with pytest.raises(SaveRefused, match="often"), database.write() as connection:
        make_plan(connection, "new")
    later = int(time.time()) + module.MINUTE + 5  # must not happen: whoever waits as told is refused all the same
    assert save(database, "three", (plan, 2), now=later).number == 3


def test_codes_of_plans_and_of_kept_scenarios_never_meet(database, plan):
    with database.write() as connection:
        kept = keep_scenario(connection, "kept")
        assert kept != plan and find_kept(connection, plan) is None and find_version(connection, kept) is None


def test_of_many_who_save_at_once_each_gets_a_number_of_its_own_or_is_told(database, plan):
    told = []

    def save_one(number):
        try:
            told.append(save(database, f"text {number}", (plan, 1)).number)
        except NewerVersion:
            told.append("newer")

    threads = [threading.Thread(target=save_one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == ["2", *["newer"] * 5]
    with database.read() as connection:
        assert find_newest_number(connection, plan) == 2
