"""The donor annex, read by openpyxl: every link of the results chain, blanks to be filled in, IATI's names."""

import io
from datetime import date

from openpyxl import load_workbook

from clusterdash.export import export
from clusterdash.model.advice.results_chain import build_results_chain
from clusterdash.words import label, select_language
from tests.export.conftest import CASES

SHEETS = ("chain", "logframe", "persons", "work plan", "payers", "risks", "milestones", "purposes")


def sheets_of(content):
    return dict(zip(SHEETS, load_workbook(io.BytesIO(content)).worksheets, strict=True))


def rows_of(sheet, marker):
    """Return the rows below the heading, each as a table from heading to value."""
    rows = list(sheet.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if marker in row)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :] if any(row)]


def test_every_instrument_of_the_mix_is_an_output_by_its_short_label(make, scenario, results, language, catalog):
    sheets = sheets_of(make("logframe", scenario, language))
    select_language(language)
    names = [label(catalog.instrument(code).short_label) for code in results.strategy.mix]
    rows = rows_of(sheets["logframe"], "result/title")
    assert [row["result/title"] for row in rows if row["result/@type"] == 1] == names
    for name in ("chain", "persons", "work plan", "purposes"):
        cells = {cell for row in sheets[name].iter_rows(values_only=True) for cell in row}
        assert set(names) <= cells, name


def test_the_date_is_printed_where_one_is_given(catalog):
    day, scenario = date(2027, 1, 31), CASES["highland_coffee"]
    for on, wanted in ((day, ["January 31, 2027"]), (None, [])):
        first = sheets_of(export("logframe", catalog, scenario, on=on))["chain"]
        assert [cell.value for cell in first["A"][:4] if "2027" in str(cell.value)] == wanted


def test_outcomes_are_the_rated_mechanisms_with_their_indicators(make, results, scenario, catalog):
    rows = rows_of(sheets_of(make("logframe", scenario))["logframe"], "result/title")
    links = build_results_chain(catalog, results.scenario)
    found = {row["result/title"] for row in rows if row["result/@type"] == 2}
    assert found == {catalog.mechanism(one.mechanism).short_label for one in links.outcomes}
    titles = {row["result/indicator/title"] for row in rows}
    wanted = {code for one in (*links.outcomes, *links.stages) for code in one.indicators}
    assert {row.label for row in catalog.indicators if row.code in wanted} <= titles


def test_baseline_target_and_actual_are_blank_and_sources_of_verification_are_not(make):
    rows = rows_of(sheets_of(make("logframe", CASES["longest"]))["logframe"], "result/title")
    measured = [row for row in rows if row["result/indicator/title"]]
    for row in measured:
        for part in ("baseline/@value", "baseline/@year", "period/target/@value", "period/actual/@value"):
            assert row[f"result/indicator/{part}"] is None
        assert row["result/indicator/document-link/title"] and row["result/indicator/@measure"] in (1, 2)
        assert (
            row["result/indicator/period/period-start/@iso-date"] < row["result/indicator/period/period-end/@iso-date"]
        )
    assert len(measured) > 45


def test_the_goal_is_hoped_for_and_rests_on_the_preconditions(make, catalog):
    sheets = sheets_of(make("logframe", CASES["highland_coffee"]))
    rows = rows_of(sheets["logframe"], "result/title")
    goals = [row for row in rows if row["result/@type"] == 3]
    assert {row["result/title"] for row in goals} == {row.label for row in catalog.effects}
    told = " ".join(str(value) for row in sheets["logframe"].iter_rows(values_only=True) for value in row)
    assert all(row.label in told for row in catalog.preconditions)
    chain = [row for row in sheets["chain"].iter_rows(values_only=True) if row[0] == "Goal"]
    assert chain and all("never promised" in row[3] for row in chain)


def test_a_warning_stands_as_a_risk_beside_what_it_names(make, catalog, results, scenario):
    rows = rows_of(sheets_of(make("logframe", scenario))["risks"], "What to do")
    assert len(rows) == len(results.warnings) + len(catalog.preconditions)


def test_each_action_has_its_organisation_and_blank_cells_for_persons(make, scenario, results):
    rows = rows_of(sheets_of(make("logframe", scenario))["persons"], "Person responsible")
    assert len(rows) == len(results.strategy.mix) + len(results.chain.stages)
    assert all(row["Organisation"] and row["Person responsible"] is None for row in rows)


def test_the_work_plan_fills_the_quarters_in_which_an_instrument_runs(make, results, scenario, catalog):
    rows = rows_of(sheets_of(make("logframe", scenario))["work plan"], "Action")
    quarters = [name for name in rows[0] if name and name[0].isdigit()]
    assert len(quarters) == 4 * sum(one.end_year - one.start_year + 1 for one in results.chain.rounds)
    for task in results.plan.tasks:
        row = next(row for row in rows if row["Action"] == catalog.instrument(task.instrument).short_label)
        filled = [place for place, name in enumerate(quarters) if row[name]]
        wanted = range(task.start_month // 3, min((task.end_month - 1) // 3, len(quarters) - 1) + 1)
        assert filled == list(wanted)


def test_purpose_codes_come_with_their_official_names(make, catalog):
    rows = rows_of(sheets_of(make("logframe", CASES["longest"]))["purposes"], "sector/@code")
    found = {(row["sector/@code"], row["sector/narrative"]) for row in rows}
    assert found == {(row.purpose_code, row.label) for row in catalog.purpose_codes}


def test_no_text_of_a_person_is_a_formula(make, language):
    for sheet in sheets_of(make("logframe", CASES["hostile"], language)).values():
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
