"""What is ours in the data: indicators, effects, purpose codes, coding; complete, and called ours."""

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


def test_what_is_ours_of_an_instrument_is_called_ours(catalog):
    assert {row.coding_basis for row in catalog.instruments} == {"assumption"}
    assert all(row.note for row in catalog.instruments)


def test_the_legal_framework_is_the_papers_example_and_our_condition(catalog):
    row = next(row for row in catalog.preconditions if row.code == "legal_framework")
    assert row.basis == "assumption" and "example" in row.description


def test_a_direct_contribution_is_also_said_of_governments(catalog):
    row = next(row for row in catalog.glossary if row.term == "direct contribution")
    assert "government" in row.definition and row.section == "§9"


def test_cluster_leaders_may_be_several(catalog):
    row = next(row for row in catalog.glossary if row.term == "cluster leader")
    assert row.definition.startswith("One of the people")


def test_student_work_is_not_ruled_out_by_the_lack_of_a_university(catalog):
    needs = {row.instrument for row in catalog.instrument_needs if row.question == "university_in_reach"}
    assert not needs & {"scholarships", "company_education_dialogue", "job_fairs", "online_job_exchange"}
    asked = [row for row in catalog.context_suggestions if (row.question, row.answer) == ("university_in_reach", "no")]
    assert {row.target_code: row.value for row in asked}["student_work"] == "1"
