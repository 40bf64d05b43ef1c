"""Slides: the few things that ours are made of, all native and editable: title, text, table, chart, notes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from clusterdash.charts import theme
from clusterdash.export.office import count_lines, fit_size, is_right_to_left, keep_xml, measure_text, strip_clock

POINTS = 12_700  # of the units in which slides are measured
WIDTH, HEIGHT, EDGE = 960.0, 540.0, 40.0
TITLE_TOP, TITLE_HEIGHT, BODY_TOP, BODY_BOTTOM = 26.0, 68.0, 104.0, 504.0
FONT = "Arial"
INK, MUTED, SOFT, LINE, ACCENT, PAPER = (
    colours["light"].lstrip("#")
    for colours in (theme.INK, theme.MUTED, theme.SOFT, theme.LINE, theme.ACCENT, theme.PAPER)
)
LINE_HEIGHT, CELL_MARGIN = 1.2, 4.0
ROWS = 15
LARGE_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)


@dataclass(frozen=True)
class Mark:
    """A cell that is a letter on a colour."""

    text: str
    fill: str
    ink: str


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, width in points, size of type; ``strong`` for the one that names the row."""

    heading: str
    width: float
    strong: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Series:
    """A row of numbers of a chart, with its colour; ``hatched`` says that it stands for what is missing."""

    name: str
    values: Sequence[float]
    colour: str = ""
    hatched: bool = False


@dataclass
class Deck:
    """A set of slides that is being written; ``footer`` stands at the foot of each."""

    footer: str
    language: str
    _made: Any = field(init=False)

    def __post_init__(self) -> None:
        from pptx import Presentation

        self._made = Presentation()
        self._widen()

    def _widen(self) -> None:
        """Make the slides and what they are modelled on 16 by 9."""
        made = self._made
        factor = WIDTH * POINTS / made.slide_width
        made.slide_width, made.slide_height = int(WIDTH * POINTS), int(HEIGHT * POINTS)
        master = made.slide_master
        for holder in (master, *master.slide_layouts):
            for shape in holder.placeholders:
                shape.left, shape.width = int(shape.left * factor), int(shape.width * factor)
        master.name = "clusterdash"

    def add_slide(self, title: str, notes: Iterable[str] = ()) -> Any:
        """Return a new slide with its title (the finding) and speaker notes."""
        from pptx.util import Emu

        slide = self._made.slides.add_slide(self._made.slide_layouts[5])
        box = slide.shapes.title
        box.left, box.top, box.width, box.height = (
            Emu(int(one * POINTS)) for one in (EDGE, TITLE_TOP, WIDTH - 2 * EDGE, TITLE_HEIGHT)
        )
        size = fit_size(title, WIDTH - 2 * EDGE - 8, TITLE_HEIGHT, (28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 9, 8))
        self._fill(box.text_frame, title, size, bold=True)
        box.text_frame.vertical_anchor = _anchor("BOTTOM")
        self._frame(slide)
        slide.notes_slide.notes_text_frame.text = keep_xml("\n".join(notes))
        return slide

    def _frame(self, slide: Any) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.shapes import MSO_SHAPE

        rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_box(0, 0, WIDTH, 8))
        rule.fill.solid()
        rule.fill.fore_color.rgb = RGBColor.from_string(ACCENT)
        rule.line.fill.background()
        _hide(rule)
        number = len(self._made.slides)
        self.add_text(slide, self.footer, (EDGE, 514, WIDTH - 2 * EDGE - 60, 16), 8, colour=MUTED)
        self.add_text(slide, str(number), (WIDTH - EDGE - 40, 514, 40, 16), 8, colour=MUTED, align="RIGHT")

    def add_text(
        self,
        slide: Any,
        text: str,
        box: tuple[float, float, float, float],
        size: float,
        *,
        colour: str = INK,
        bold: bool = False,
        align: str = "",
    ) -> Any:
        """Add a text in a box (left, top, width, height in points)."""
        shape = slide.shapes.add_textbox(*_box(*box))
        self._fill(shape.text_frame, text, size, colour=colour, bold=bold, align=align)
        return shape

    def _fill(
        self,
        frame: Any,
        text: str,
        size: float,
        *,
        colour: str = INK,
        bold: bool = False,
        align: str = "",
        margin: float = 0,
    ) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        if hasattr(frame, "auto_size"):
            frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = Pt(margin)
        frame.margin_top = frame.margin_bottom = Pt(margin / 2)
        for number, line in enumerate(keep_xml(text).split("\n")):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            if line:
                run = paragraph.add_run()
                run.text = line
                font = run.font
                font.size, font.bold, font.name, font.color.rgb = Pt(size), bold, FONT, RGBColor.from_string(colour)
                run._r.get_or_add_rPr().set("lang", self.language)
            _size_end(paragraph, size)
            is_rtl = is_right_to_left(line)
            paragraph.alignment = getattr(PP_ALIGN, align or ("RIGHT" if is_rtl else "LEFT"))
            if is_rtl:
                paragraph._p.get_or_add_pPr().set("rtl", "1")

    # --- tables --------------------------------------------------------------------------------------------------
    def add_tables(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str | Mark]],
        notes: Sequence[str] = (),
        *,
        size: float = 11,
        lead: str = "",
    ) -> None:
        """Add a table on as many slides as it takes: at most 15 rows on each, none below the foot of a slide."""
        top = BODY_TOP + (self._lead_height(lead) if lead else 0)
        size = self._fit_table(columns, rows, size, BODY_BOTTOM - top)
        pages = list(_split_rows(columns, rows, size, BODY_BOTTOM - top))
        for number, page in enumerate(pages, 1):
            head = title if len(pages) == 1 else f"{title} ({number}/{len(pages)})"
            slide = self.add_slide(head, notes)
            if lead:
                self.add_text(slide, lead, (EDGE, BODY_TOP, WIDTH - 2 * EDGE, top - BODY_TOP), 13, colour=MUTED)
            self.add_table(slide, head, columns, page, (EDGE, top), size)

    def _lead_height(self, lead: str) -> float:
        return count_lines(lead, WIDTH - 2 * EDGE, 13) * 13 * LINE_HEIGHT + 8

    def _fit_table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str | Mark]], size: float, room: float
    ) -> float:
        """Return the largest size of type at which all rows share a slide, else one at which the tallest row fits."""
        if len(rows) <= ROWS:
            for trial in LARGE_SIZES:
                if trial >= size and _hold_words(columns, trial) and _measure_table(columns, rows, trial) <= room * 0.9:
                    return trial
        for trial in (size, size - 1, size - 2, size - 3, size - 4):
            if all(_measure_table(columns, [row], trial) * 1.1 <= room for row in rows):
                return trial
        return size - 5

    def add_table(
        self,
        slide: Any,
        description: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str | Mark]],
        place: tuple[float, float],
        size: float,
    ) -> None:
        """Add one native table with a header row; ``description`` is its alternative text."""
        heights = [_measure_head(columns, size), *(_measure_row(columns, row, size) for row in rows)]
        width = sum(column.width for column in columns)
        frame = slide.shapes.add_table(len(rows) + 1, len(columns), *_box(*place, width, sum(heights)))
        describe_shape(frame, description)
        table = frame.table
        _clear_style(table)
        for column, made in zip(columns, table.columns, strict=True):
            made.width = int(column.width * POINTS)
        for height, made in zip(heights, table.rows, strict=True):
            made.height = int(height * POINTS)
        for place_, column in enumerate(columns):
            self._fill_cell(table.cell(0, place_), column.heading, column, size - 1, is_head=True)
            for number, row in enumerate(rows, 1):
                self._fill_cell(table.cell(number, place_), row[place_], column, size)

    def _fill_cell(self, cell: Any, value: str | Mark, column: Column, size: float, *, is_head: bool = False) -> None:
        from pptx.dml.color import RGBColor

        text = value.text if isinstance(value, Mark) else value
        colour = value.ink if isinstance(value, Mark) else MUTED if is_head else INK
        align = "CENTER" if column.centred else ""
        bold = isinstance(value, Mark) or (column.strong and not is_head)
        self._fill(cell.text_frame, text, size, colour=colour, bold=bold, align=align)
        cell.margin_left = cell.margin_right = int(CELL_MARGIN * POINTS)
        cell.margin_top = cell.margin_bottom = int(CELL_MARGIN / 2 * POINTS)
        cell.vertical_anchor = _anchor("MIDDLE")
        fill = value.fill if isinstance(value, Mark) else SOFT if is_head else PAPER
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(fill)
        _rule_below(cell)

    # --- charts --------------------------------------------------------------------------------------------------
    def add_chart(
        self,
        slide: Any,
        kind: str,
        description: str,
        categories: Sequence[str],
        series: Sequence[Series],
        box: tuple[float, float, float, float],
        *,
        percent: bool = False,
        legend: bool = True,
        size: float = 11,
        maximum: float | None = None,
        unit: float | None = None,
        axis: str = "",
    ) -> Any:
        """Add a native chart (``BAR_STACKED``, ``COLUMN_STACKED``, ``BAR_CLUSTERED``) with its data inside.

        ``axis`` names the axis of the values, "" where the title says what they are.
        """
        from pptx.chart.data import CategoryChartData
        from pptx.enum.chart import XL_CHART_TYPE

        data = CategoryChartData(number_format="#,##0" if not percent else '0"%"')
        data.categories = [_as_text(one) for one in categories]
        for one in series:
            data.add_series(_as_text(one.name), [round(float(value), 2) for value in one.values])
        frame = slide.shapes.add_chart(getattr(XL_CHART_TYPE, kind), *_box(*box), data)
        describe_shape(frame, description)
        _style_chart(frame.chart, kind, series, legend=legend, size=size, maximum=maximum)
        if unit is not None:
            frame.chart.value_axis.major_unit = unit
        labels = frame.chart.value_axis.tick_labels
        labels.number_format, labels.number_format_is_linked = '0"%"' if percent else "#,##0", False
        if axis:
            _name_axis(frame.chart.value_axis, axis, size)
        return frame.chart

    def measure(self, text: str, width: float, size: float) -> float:
        """Return how high a text is in a column, in points."""
        return count_lines(text, width, size) * size * LINE_HEIGHT

    def fit(self, text: str, width: float, height: float, sizes: Sequence[float]) -> float:
        """Return the first size of type at which a text fits into a box."""
        return fit_size(text, width, height, sizes)

    def save(self, title: str, subject: str) -> bytes:
        """Return the file; no time is written into it."""
        properties = self._made.core_properties
        properties.title, properties.subject, properties.author = keep_xml(title)[:255], keep_xml(subject)[:255], ""
        properties.last_modified_by, properties.language, properties.keywords = "", self.language, "clusterdash"
        sink = io.BytesIO()
        self._made.save(sink)
        return strip_clock(sink.getvalue())


def describe_shape(shape: Any, text: str) -> None:
    """Give a shape its alternative text. Source: assumption (an attribute of the file format)."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", keep_xml(text)[:1000])


def _size_end(paragraph: Any, size: float) -> None:
    """Give the end of a paragraph the size of its text; else an empty cell is as high as a line of 18 points."""
    from lxml import etree

    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    etree.SubElement(paragraph._p, f"{{{main}}}endParaRPr").set("sz", str(int(size * 100)))


def _hide(shape: Any) -> None:
    """Mark a shape as decoration, so that a screen reader passes over it."""
    from lxml import etree

    named = shape._element.xpath(".//p:cNvPr")[0]
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    extension = etree.SubElement(etree.SubElement(named, f"{{{main}}}extLst"), f"{{{main}}}ext")
    extension.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    etree.SubElement(extension, f"{{{space}}}decorative", nsmap={"adec": space}).set("val", "1")


def _as_text(text: str) -> str:
    """Return a name for the sheet inside a chart: text, never a formula."""
    clean = keep_xml(text).replace("\n", " ")
    return f"'{clean}" if clean.startswith(("=", "+", "-", "@")) else clean


def _box(left: float, top: float, width: float, height: float) -> tuple[int, int, int, int]:
    return int(left * POINTS), int(top * POINTS), int(width * POINTS), int(height * POINTS)


def _anchor(name: str) -> Any:
    from pptx.enum.text import MSO_ANCHOR

    return getattr(MSO_ANCHOR, name)


def _clear_style(table: Any) -> None:
    """Take away bands and style; the header row stays one for screen readers."""
    table.horz_banding = False
    found = table._tbl.tblPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId")
    if found is not None:
        found.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "no style, no grid"


def _rule_below(cell: Any) -> None:
    from lxml import etree

    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    properties = cell._tc.get_or_add_tcPr()
    line = etree.Element(f"{{{main}}}lnB", w="6350")
    etree.SubElement(etree.SubElement(line, f"{{{main}}}solidFill"), f"{{{main}}}srgbClr", val=LINE)
    properties.insert(0, line)


def _measure_head(columns: Sequence[Column], size: float) -> float:
    lines = max(count_lines(column.heading, column.width - 2 * CELL_MARGIN, size - 1) for column in columns)
    return lines * (size - 1) * LINE_HEIGHT + CELL_MARGIN


def _measure_row(columns: Sequence[Column], row: Sequence[str | Mark], size: float) -> float:
    texts = [value.text if isinstance(value, Mark) else value for value in row]
    lines = max(
        count_lines(text, (column.width - 2 * CELL_MARGIN) / (1.08 if column.strong else 1), size)
        for column, text in zip(columns, texts, strict=True)
    )
    return lines * size * LINE_HEIGHT + CELL_MARGIN


def _measure_table(columns: Sequence[Column], rows: Sequence[Sequence[str | Mark]], size: float) -> float:
    return _measure_head(columns, size) + sum(_measure_row(columns, row, size) for row in rows)


def _hold_words(columns: Sequence[Column], size: float) -> bool:
    """Return whether no word of a heading is wider than its column."""
    return all(
        measure_text(word, size - 1) <= column.width - 2 * CELL_MARGIN
        for column in columns
        for word in column.heading.split()
    )


def _split_rows(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Mark]], size: float, room: float
) -> Iterator[list[Sequence[str | Mark]]]:
    page: list[Sequence[str | Mark]] = []
    used = head = _measure_head(columns, size)
    for row in rows:
        need = _measure_row(columns, row, size)
        if page and (len(page) == ROWS or used + need > room):
            yield page
            page, used = [], head
        page.append(row)
        used += need
    yield page


def _style_chart(
    chart: Any, kind: str, series: Sequence[Series], *, legend: bool, size: float, maximum: float | None
) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    chart.font.size, chart.font.name = Pt(size), FONT
    chart.has_title = False
    chart.has_legend = legend
    if legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(size)
    chart.value_axis.tick_labels.font.size = chart.category_axis.tick_labels.font.size = Pt(size)
    chart.value_axis.minimum_scale = 0
    if maximum is not None:
        chart.value_axis.maximum_scale = maximum
    chart.value_axis.major_gridlines.format.line.color.rgb = _colour(LINE)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if kind.startswith("BAR"):
        chart.category_axis.reverse_order = True
        chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    plot = chart.plots[0]
    plot.gap_width = 45
    if kind.endswith("STACKED"):
        plot.overlap = 100
    for made, one in zip(plot.series, series, strict=True):
        _fill_series(made, one)


def _name_axis(axis: Any, name: str, size: float) -> None:
    from pptx.util import Pt

    axis.has_title = True
    frame = axis.axis_title.text_frame
    frame.text = _as_text(name)
    frame.paragraphs[0].runs[0].font.size, frame.paragraphs[0].runs[0].font.bold = Pt(size), False


def _fill_series(made: Any, one: Series) -> None:
    from pptx.enum.dml import MSO_PATTERN

    if not one.colour:
        made.format.fill.background()
        return
    colour = _colour(one.colour.lstrip("#"))
    if one.hatched:
        made.format.fill.patterned()
        made.format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        made.format.fill.fore_color.rgb, made.format.fill.back_color.rgb = colour, _colour(PAPER)
    else:
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = colour
    made.format.line.color.rgb = _colour(INK)
    made.format.line.width = 6350


def _colour(text: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(text.upper())
