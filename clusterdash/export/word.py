"""Word files: titles, texts, lists, tables and pictures, in the look of the pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from clusterdash.charts import theme
from clusterdash.export.blocks import Grid, Shade
from clusterdash.export.office import is_right_to_left, keep_xml, strip_clock

WIDTH_MM, MARGIN_MM = 210.0, 17.0
BODY_MM = WIDTH_MM - 2 * MARGIN_MM
SIZE = 9.5
FONT = "Arial"
INK, MUTED, SOFT, LINE, ACCENT = (
    colours["light"].lstrip("#") for colours in (theme.INK, theme.MUTED, theme.SOFT, theme.LINE, theme.ACCENT)
)
WARNING = theme.FAMILY_COLOURS["light"][1].lstrip("#")


@dataclass
class Manuscript:
    """A Word file that is being written."""

    footer: str
    language: str
    _made: Any = field(init=False)

    def __post_init__(self) -> None:
        from docx import Document

        self._made = Document()
        self._set_page()
        self._set_styles()
        self._write_footer()

    def _set_page(self) -> None:
        from docx.shared import Mm

        section = self._made.sections[0]
        section.page_width, section.page_height = Mm(WIDTH_MM), Mm(297)
        section.left_margin = section.right_margin = Mm(MARGIN_MM)
        section.top_margin, section.bottom_margin = Mm(16), Mm(18)

    def _set_styles(self) -> None:
        from docx.shared import Pt

        styles = self._made.styles
        sizes = {"Normal": SIZE, "Title": 20, "Heading 1": 15, "Heading 2": 11.5, "List Bullet": SIZE}
        for name, size in sizes.items():
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = _colour(INK)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(_w(attribute), None)
            for attribute in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(_w(attribute), FONT)
            style.paragraph_format.space_after = Pt(4)
            style.font.bold = name in ("Title", "Heading 1", "Heading 2")
        for name in ("Heading 1", "Heading 2"):
            styles[name].paragraph_format.space_before = Pt(12)
        for border in styles["Title"].element.xpath(".//w:pBdr"):
            border.getparent().remove(border)
        for language in styles.element.xpath(".//w:docDefaults//w:lang"):
            language.set(_w("val"), self.language)

    def _write_footer(self) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm, Pt

        paragraph = self._made.sections[0].footer.paragraphs[0]
        paragraph.style = self._made.styles["Normal"]
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(BODY_MM), WD_TAB_ALIGNMENT.RIGHT)
        run = paragraph.add_run(f"{keep_xml(self.footer)}\t")
        run.font.size, run.font.color.rgb = Pt(7), _colour(MUTED)
        number = paragraph.add_run()
        number.font.size, number.font.color.rgb = Pt(7), _colour(MUTED)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            number._r.append(_field_part(kind, text))

    def add_title(self, text: str) -> None:
        """Add the title of the whole."""
        self._direct(self._made.add_paragraph(keep_xml(text), style="Title"), text)

    def add_heading(self, text: str, level: int) -> None:
        """Add the heading of a chapter."""
        self._direct(self._made.add_heading(keep_xml(text), level), text)

    def add_text(self, text: str, style: str) -> None:
        """Add a paragraph: ``plain``, ``lead``, ``small`` or ``verdict``; nothing for an empty text."""
        from docx.shared import Pt

        for line in keep_xml(text).split("\n") if text else ():
            paragraph = self._made.add_paragraph()
            run = paragraph.add_run(line)
            if style in ("lead", "verdict"):
                run.bold, run.font.size = True, Pt(SIZE * 1.12)
            if style == "small":
                run.font.size, run.font.color.rgb = Pt(SIZE * 0.82), _colour(MUTED)
            if style == "verdict":
                _frame_left(paragraph, WARNING)
            self._direct(paragraph, line)

    def add_bullets(self, items: Sequence[str]) -> None:
        """Add a list."""
        for item in items:
            self._direct(self._made.add_paragraph(keep_xml(item), style="List Bullet"), item)

    def break_page(self) -> None:
        """Begin a new page."""
        self._made.add_page_break()

    def add_picture(self, content: bytes, description: str) -> None:
        """Add a picture as wide as the text, with its alternative text."""
        from docx.shared import Mm

        shape = self._made.add_picture(io.BytesIO(content), width=Mm(BODY_MM))
        shape._inline.docPr.set("descr", keep_xml(description)[:1000])
        shape._inline.docPr.set("name", "")

    def add_grid(self, grid: Grid) -> None:
        """Add a table with a repeated header; its rows stay whole; the basis stands below."""
        from docx.shared import Mm

        table = self._made.add_table(rows=1 + len(grid.rows), cols=len(grid.headings))
        table.autofit = False
        _frame_table(table, grid.is_form)
        total = sum(grid.widths)
        widths = [Mm(BODY_MM * width / total) for width in grid.widths]
        for width, column in zip(widths, table.columns, strict=True):
            column.width = width
        for number, row in enumerate(table.rows):
            values = grid.headings if number == 0 else grid.rows[number - 1]
            _keep_row(row, is_head=number == 0)
            for place, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
                cell.width = widths[place]
                self._fill_cell(cell, value, grid, is_head=number == 0, is_strong=place == grid.strong)
        self.add_text(" ".join(grid.basis), "small")
        if not grid.basis:
            self._made.add_paragraph().paragraph_format.space_after = 0

    def _fill_cell(self, cell: Any, value: str | Shade, grid: Grid, *, is_head: bool, is_strong: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        text = value.text if isinstance(value, Shade) else value
        for number, line in enumerate(keep_xml(text).split("\n")):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(5 if grid.is_form and not is_head else 1)
            run = paragraph.add_run(line)
            run.font.size = Pt(SIZE * grid.size * (0.92 if is_head else 1))
            run.bold = not is_head and (is_strong or isinstance(value, Shade))
            run.font.color.rgb = _colour(value.ink if isinstance(value, Shade) else MUTED if is_head else INK)
            if isinstance(value, Shade):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._direct(paragraph, line)
        if is_head or isinstance(value, Shade):
            _shade(cell, value.fill if isinstance(value, Shade) else SOFT)

    def _direct(self, paragraph: Any, text: str) -> None:
        """Let a paragraph run from right to left where its text does."""
        if is_right_to_left(text):
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
            for run in paragraph.runs:
                run._r.get_or_add_rPr().append(_element("w:rtl"))

    def save(self, title: str, subject: str) -> bytes:
        """Return the file; no time is written into it."""
        properties = self._made.core_properties
        properties.title, properties.subject, properties.author = keep_xml(title)[:255], keep_xml(subject)[:255], ""
        properties.last_modified_by, properties.language, properties.keywords = "", self.language, "clusterdash"
        properties.comments = ""
        sink = io.BytesIO()
        self._made.save(sink)
        return strip_clock(sink.getvalue())


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(_w(attribute), value)
    return made


def _field_part(kind: str, text: str) -> Any:
    if kind:
        return _element("w:fldChar", fldCharType=kind)
    part = _element("w:instrText")
    part.text = text
    return part


def _colour(text: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(text.lstrip("#").upper())


def _shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=colour.lstrip("#")))


def _keep_row(row: Any, *, is_head: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if is_head:
        properties.append(_element("w:tblHeader"))


def _frame_table(table: Any, is_form: bool) -> None:
    """Draw lines between the rows, and between all cells of a form."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        is_drawn = is_form or side in ("bottom", "insideH")
        borders.append(_element(f"w:{side}", val="single" if is_drawn else "nil", sz="4", space="0", color=LINE))
    table._tbl.tblPr.append(borders)


def _frame_left(paragraph: Any, colour: str) -> None:
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="24", space="6", color=colour))
    paragraph._p.get_or_add_pPr().append(borders)
