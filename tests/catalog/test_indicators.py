"""Indicators, effects and purpose codes: ours, for a logframe; complete, and honest about what has to be asked."""

from collections import Counter

KNOWN_PURPOSES = {"11110", "11420", "11430", "15125", "15144", "16020", "22040", "24030", "25010", "25030"}
KNOWN_PURPOSES |= {"32130", "32182", "33120"}


def test_every_mechanism_and_every_stage_has_one_or_two_indicators(catalog):
    counts = Counter(row.mechanism or row.stage for row in catalog.indicators)
    assert set(counts) == {row.code for row in catalog.mechanisms} | {row.code for row in catalog.stages}
    assert set(counts.values()) <= {1, 2}


def test_an_indicator_says_how_to_find_out_and_how_often(catalog):
    assert all(row.unit and row.find_out and row.how_often for row in catalog.indicators)


def test_indicators_are_ours_and_say_so(catalog):
    assert {row.basis for row in catalog.indicators} == {"assumption"}


def test_what_asks_people_anew_says_that_it_needs_a_survey(catalog):
    asking = ("survey", "question")
    for row in catalog.indicators:
        assert row.needs_survey == any(word in row.find_out.lower() for word in asking), row.code


def test_every_mechanism_and_stage_can_be_watched_without_a_new_survey(catalog):
    free = {row.mechanism or row.stage for row in catalog.indicators if not row.needs_survey}
    assert free == {row.code for row in catalog.mechanisms} | {row.code for row in catalog.stages}


def test_every_instrument_has_one_purpose_code_of_the_donors_list(catalog):
    assert [row.instrument for row in catalog.purpose_codes] == [row.code for row in catalog.instruments]
    assert {row.purpose_code for row in catalog.purpose_codes} == KNOWN_PURPOSES
    names = {(row.purpose_code, row.label) for row in catalog.purpose_codes}
    assert len(names) == len(KNOWN_PURPOSES)


def test_what_is_hoped_for_is_never_promised(catalog):
    assert [row.code for row in catalog.effects] == ["competitiveness", "growth", "employment"]
    assert all("promised" in row.note or "guarantee" in row.note for row in catalog.effects)
