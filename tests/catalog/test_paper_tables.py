"""Tables 1 and 2 cell by cell against a second transcription (table_1.txt, table_2.txt)."""

from collections import Counter

import pytest

RIVALS = "Focused investment promotion towards external competitors, including through focused allocation of subsidies"


def test_table_1_has_the_93_links_of_the_paper(catalog, printed_table_1):
    ours = [
        (row.label, [link.table1_label for link in catalog.links if link.mechanism == row.code])
        for row in catalog.mechanisms
    ]
    assert ours == printed_table_1
    assert len(catalog.links) == 93


def test_table_2_has_the_179_contributions_of_the_paper(catalog, printed_table_2):
    ours = [
        (row.label, [(catalog.actor(one.actor).letter, one.text) for one in catalog.contributions_of(row.code)])
        for row in catalog.instruments
    ]
    assert ours == printed_table_2
    assert len(catalog.contributions) == 179


def test_the_totals_are_those_of_the_paper(catalog):
    counts = Counter(row.actor for row in catalog.contributions)
    assert counts == {"local": 58, "regional": 59, "national": 58, "donor": 4}
    assert (len(catalog.mechanisms), len(catalog.instruments), len(catalog.actors)) == (12, 45, 4)


def test_the_actors_are_the_columns_of_table_2(catalog):
    assert [(row.code, row.label, row.letter, row.role) for row in catalog.actors] == [
        ("local", "Local government", "L", "government"),
        ("regional", "Regional government (if applicable)", "R", "government"),
        ("national", "National government", "N", "government"),
        ("donor", "Donor organization", "D", "donor"),
    ]


@pytest.mark.parametrize(
    ("mechanism", "instrument", "printed"),
    [
        ("recruitment", "online_job_exchange", "Online job exchange"),
        ("labor_mobility", "online_job_exchange", "Online job exchange"),
        ("student_work", "online_job_exchange", "Online job and internship exchange"),
        (
            "science_industry_cooperation",
            "meetings",
            "Congresses, seminars and other meetings as a means of initiating and maintaining contacts",
        ),
        (
            "local_competition",
            "investment_promotion",
            RIVALS,
        ),
        ("cafeteria_effects", "technology_centers", "Foundation of technology centers of science parks"),
        ("spinoff_formation", "technology_centers", "Foundation of technology centers or science parks"),
    ],
)
def test_table_1_keeps_its_own_spelling_for_each_link(catalog, mechanism, instrument, printed):
    assert catalog.table1_label(mechanism, instrument) == printed


def test_a_link_leads_to_the_instrument_of_the_same_name(catalog):
    other = {
        link.table1_label for link in catalog.links if link.table1_label != catalog.instrument(link.instrument).label
    }
    assert other == {
        "Online job exchange",
        "Online job and internship exchange",
        "Congresses, seminars and other meetings as a means of initiating and maintaining contacts",
        "Foundation of technology centers of science parks",
        RIVALS.replace("competitors", "companies"),
        RIVALS,
    }


def test_labels_cut_by_a_page_break_are_whole(catalog):
    assert catalog.instrument("entrepreneur_consulting").label.endswith("information about support options")
    assert catalog.instrument("meetings").label.endswith("maintaining contacts")
    assert catalog.instrument("external_public_relations").label.endswith("the external cluster dimension")
    assert len(catalog.served_by["spinoff_formation"]) == 7
    assert len(catalog.served_by["horizontal_cooperation"]) == 15


def test_misspellings_stay_as_printed_and_are_told_in_the_note(catalog):
    odd = [row for row in catalog.contributions if "brokarage" in row.text or "contacts institutions" in row.text]
    assert [row.instrument for row in odd] == [
        "external_network_contacts",
        "competition_strategy",
        "trade_fairs",
        "delegation_trips",
    ]
    assert all("[sic]" in row.note for row in odd)


def test_five_instruments_have_no_contribution_and_one_only_the_donors(catalog):
    actors = {row.code: {one.actor for one in catalog.contributions_of(row.code)} for row in catalog.instruments}
    assert [code for code, who in actors.items() if not who] == [
        "employer_jobseeker_matching",
        "company_education_dialogue",
        "entrepreneur_expert_matching",
        "partner_matching",
        "well_connected_people",
    ]
    assert [code for code, who in actors.items() if who == {"donor"}] == ["external_network_contacts"]


def test_social_media_serves_nine_mechanisms_and_there_are_20_groups(catalog):
    assert len(catalog.serves["social_media"]) == 9
    assert len(set(catalog.serves.values())) == 20


def test_spinoff_formation_counts_as_competition_too(catalog):
    mechanism = catalog.mechanism("spinoff_formation")
    assert (mechanism.family, mechanism.also_family) == ("entrepreneurship_finance", "competition")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Standards for own procurement", "procure"),
        ("Standards for local and regional government procurement", "regulate"),
        ("Transformation of standards into law", "regulate"),
        ("Financial support of a cluster competition on the local level", "fund"),
        ("Equity interest in facilities", "invest"),
        ("Calls for applications", "organise"),
    ],
)
def test_a_contribution_has_the_kind_of_its_verb(catalog, text, kind):
    assert {row.kind for row in catalog.contributions if row.text == text} == {kind}


def test_one_text_has_one_kind_everywhere(catalog):
    kinds = {(row.text, row.kind) for row in catalog.contributions}
    assert len(kinds) == len({text for text, _ in kinds})


def test_money_alone_and_law_alone_organise_nothing(catalog):
    idle = {row.code for row in catalog.contribution_kinds if not row.is_organising}
    assert idle == {"fund", "invest", "regulate", "tax_incentive"}
    assert catalog.kind("fund").needs_money and not catalog.kind("regulate").needs_money
