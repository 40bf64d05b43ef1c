"""The workbook, read by openpyxl: the figures of the model, formulas that hold them, no formula out of a text."""

import io
import re

import pytest
from openpyxl import load_workbook

from clusterdash.export.sheets import Book, Column, Table
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import build_budget
from clusterdash.words import label, select_language
from tests.export.conftest import CASES

SHEETS = 11


def read(content, **wishes):
    return load_workbook(io.BytesIO(content), **wishes)


def texts_of(book):
    return {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}


def test_every_instrument_of_the_mix_stands_in_the_plan_by_its_short_label(make, scenario, results, language, catalog):
    sheet = read(make("workbook", scenario, language)).worksheets[1]
    select_language(language)
    names = {row[1].value for row in sheet.iter_rows()}
    assert {label(catalog.instrument(code).short_label) for code in results.strategy.mix} <= names


def test_every_figure_is_there_whole_in_both_languages(make, scenario, results, language):
    book = read(make("workbook", scenario, language))
    assert len(book.worksheets) == SHEETS and len({sheet.title for sheet in book}) == SHEETS
    assert not [text for text in texts_of(book) if "{" in text or "and 3 more" in text]
    stages = book.worksheets[4]
    assert stages.max_row - 3 == len(results.chain.stages)


def test_no_text_of_a_person_is_a_formula_or_a_link(make, language):
    content = make("workbook", CASES["hostile"], language)
    for sheet in read(content):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                is_ours = isinstance(cell.value, str) and cell.data_type == "f"
                assert not is_ours or re.match(r"=(SUM|SUMPRODUCT|CHOOSE|IF|1-0\.5|[A-Z]+\d+\*)", cell.value), (
                    cell.value
                )
    title = read(content).worksheets[0]["A1"]
    assert title.data_type == "s" and title.value.startswith("=HYPERLINK(")


def test_the_formulas_of_the_matrix_give_the_leverage_and_the_value_of_the_model(make, scenario, results, catalog):
    live = read(make("workbook", scenario)).worksheets[2]
    kept = read(make("workbook", scenario), data_only=True).worksheets[2]
    compute = Formulas(live)
    names = {kept.cell(row, 1).value: row for row in range(1, kept.max_row + 1)}
    for row in catalog.instruments:
        line = names[row.short_label]
        assert compute(live.cell(line, 3)) == kept.cell(line, 3).value == results.strategy.leverage[row.code]
    total = names["Value of the mix"]
    assert compute(live.cell(total, 3)) == pytest.approx(float(results.strategy.value))
    assert kept.cell(total, 3).value == pytest.approx(float(results.strategy.value))


def test_the_sums_of_the_budget_are_those_of_the_model_from_low_to_high(make, scenario, results, catalog):
    budget = build_budget(catalog, results.chain, build_activity_plan(catalog, results.chain), results.plan)
    live = read(make("workbook", scenario)).worksheets[6]
    compute = Formulas(live)
    total = next(row for row in range(1, live.max_row + 1) if live.cell(row, 1).value == "All together")
    low, high = (compute(live.cell(total, len(results.chain.rounds) + column)) for column in (5, 6))
    expected = (budget.total.low, budget.total.high) if budget else (0, 0)
    assert (low, high) == pytest.approx(expected)


def test_without_costs_the_cells_for_them_are_empty_and_so_are_the_sums(make):
    kept = read(make("workbook", CASES["empty"]), data_only=True).worksheets[6]
    columns = range(7, 10)
    assert not [kept.cell(5, column).value for column in columns if kept.cell(5, column).value]


def test_who_pays_stands_by_round_with_low_and_high(make, catalog):
    from clusterdash.results import compute_results

    results = compute_results(catalog, CASES["longest"])
    budget = build_budget(catalog, results.chain, build_activity_plan(catalog, results.chain), results.plan)
    sheet = read(make("workbook", CASES["longest"])).worksheets[7]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int | float) and row[3] is not None]
    assert sum(row[3] for row in rows) == pytest.approx(budget.total.low)
    assert sum(row[4] for row in rows) == pytest.approx(budget.total.high)
    assert {row[5] for row in rows} == {"USD"}


def test_a_sheet_keeps_texts_whole_up_to_what_a_cell_holds_and_names_within_limits():
    book = Book("t" * 400)
    rows = [("x" * 40_000, 1), ("=1+1", 2)]
    for _number in range(3):
        book.add_table(Table("A name [that] is: far/too long for a sheet", "=title", (Column("a"), Column("b")), rows))
    again = read(book.close())
    assert len({sheet.title for sheet in again}) == 3 and all(len(sheet.title) <= 31 for sheet in again)
    sheet = again.worksheets[0]
    assert len(sheet["A4"].value) == 32_767 and sheet["A5"].data_type == "s" and sheet["A5"].value == "=1+1"
    assert sheet["A5"].quotePrefix


@pytest.mark.parametrize("name", ["highland_coffee", "longest", "empty"])
@pytest.mark.parametrize("code", ["workbook", "logframe"])
def test_every_sheet_is_printed_with_its_headings_and_no_text_in_it_is_cut(make, code, name, language):
    for sheet in read(make(code, CASES[name], language)):
        assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows and sheet.freeze_panes and sheet.page_setup.fitToHeight == 0
        first = int(sheet.print_title_rows.split("$")[-1]) + 1
        for row in sheet.iter_rows(min_row=first):
            lines = max(count_least_lines(sheet, one) for one in row)
            height = sheet.row_dimensions[row[0].row].height or 15
            assert height >= min(409, 15 * lines), (sheet.title, row[0].row, lines)


def count_least_lines(sheet, cell):
    """Return how many lines the text of a cell takes at least, in small type."""
    if cell.data_type != "s":
        return 1
    groups = sheet.column_dimensions.values()
    width = next(one.width for one in groups if one.min <= cell.column <= one.max)
    return sum(max(1, int(len(line) / width / 1.25)) for line in cell.value.split("\n"))


def test_a_wide_sheet_is_printed_on_a_large_paper_with_the_names_of_its_rows(make):
    plan = read(make("workbook", CASES["longest"])).worksheets[1]
    assert (
        str(plan.page_setup.paperSize) == "8" and plan.print_title_cols == "$A:$B" and plan.page_setup.fitToWidth == 2
    )


def test_long_notes_are_split_so_that_each_row_can_be_shown(make):
    about = read(make("workbook", CASES["longest"])).worksheets[0]
    notes = [row[1] for row in about.iter_rows(values_only=True) if row[1] and row[1].startswith("Note.")]
    assert len(notes) > 1 and " ".join(notes) == CASES["longest"].place.notes.strip()


class Formulas:
    """The few functions that the workbook uses, computed apart from the app and from any spreadsheet."""

    def __init__(self, sheet):
        self.sheet = sheet

    def __call__(self, cell):
        value = cell.value
        if not (isinstance(value, str) and value.startswith("=")):
            return value or 0
        text = value[1:].replace("$", "")
        if found := re.fullmatch(r"SUM\((\w+):(\w+)\)", text):
            return sum(v for v in self.span(*found.groups()) if not isinstance(v, str))
        if found := re.fullmatch(r"SUMPRODUCT\((\w+):(\w+),(\w+):(\w+)\)", text):
            a, b, c, d = found.groups()
            return sum(x * y for x, y in zip(self.span(a, b), self.span(c, d), strict=True))
        if found := re.fullmatch(r"CHOOSE\((\w+)\+1,(.*)\)", text):
            return self.at(found.group(2).split(",")[int(self.at(found.group(1)))])
        if found := re.fullmatch(r"1-0\.5\^(\w+)", text):
            return 1 - 0.5 ** self.at(found.group(1))
        if found := re.fullmatch(r'IF\((\w+)="","",(\w+)\*(\w+)\)', text):
            name, one, other = found.groups()
            return "" if self.sheet[name].value is None else self.at(one) * self.at(other)
        one, other = re.fullmatch(r"(\w+)\*(\w+)", text).groups()
        return self.at(one) * self.at(other)

    def at(self, name):
        return self(self.sheet[name])

    def span(self, first, last):
        return [self(cell) for row in self.sheet[f"{first}:{last}"] for cell in row]


def test_the_title_of_a_sheet_on_several_pages_fits_whole_into_the_columns_that_each_of_them_repeats(make, language):
    for code, place in (("workbook", 1), ("logframe", 1), ("logframe", 3)):
        sheet = read(make(code, CASES["longest"], language)).worksheets[place]
        last = sheet.print_title_cols.replace("$", "").split(":")[1]
        merged = [str(one) for one in sheet.merged_cells.ranges if one.min_row == 1]
        assert merged == [f"A1:{last}1"], sheet.title


def test_the_printed_matrix_has_room_for_its_last_slanted_name(make, catalog):
    sheet = read(make("workbook", CASES["empty"])).worksheets[2]
    last = f"{len(catalog.mechanisms)} {label(catalog.mechanisms[-1].short_label)}"
    found = [cell.column for row in sheet.iter_rows() for cell in row if cell.value == last]
    area = sheet[sheet.print_area.replace("$", "").split("!")[-1]]
    assert found == [area[0][-1].column - 1]


def test_warnings_have_no_title_that_says_there_are_none(make):
    for code, name in (("workbook", "Warnings"), ("logframe", "Risks")):
        sheet = read(make(code, CASES["empty"]))[name]
        assert sheet["A1"].value == name and sheet.max_row > 3
