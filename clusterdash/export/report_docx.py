"""The report as a Word file: the same chapters, to go on writing in."""

from __future__ import annotations

from collections.abc import Sequence

from clusterdash.export.blocks import Block, Bullets, Chapter, Drawing, Grid, Text
from clusterdash.export.chapters import list_chapters
from clusterdash.export.request import Request
from clusterdash.export.word import Manuscript
from clusterdash.words import _

LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}


def build_report_docx(request: Request) -> bytes:
    """Return the report as a Word file.

    Source: assumption (a form of this app); each figure as on screen, with its basis beside it.
    """
    head, findings, chapters = request.facts.head, request.facts.findings, list_chapters(request.facts)
    paper = _begin(request, head.title)
    for text, style in ((findings.verdict, "verdict"), (findings.result, "lead"), (findings.reach, "plain")):
        paper.add_text(text, style)
    paper.add_heading(_("Contents"), 2)
    paper.add_bullets([chapter.title for chapter in chapters if chapter.level == 1])
    paper.break_page()
    _add_chapters(paper, request, chapters)
    return paper.save(head.title, findings.result)


def write_document(request: Request, chapters: Sequence[Chapter], title: str) -> bytes:
    """Return chapters as a Word file under a title, without contents.

    Source: assumption (a form of this app).
    """
    paper = _begin(request, title)
    _add_chapters(paper, request, chapters)
    return paper.save(title, request.facts.findings.result)


def _begin(request: Request, title: str) -> Manuscript:
    """Return a Word file that has place, title and date."""
    head = request.facts.head
    footer = " · ".join(one for one in (head.title, head.date, head.code) if one)
    paper = Manuscript(footer, LANGUAGES.get(head.language, head.language))
    paper.add_text(head.place, "small")
    paper.add_title(title)
    paper.add_text(head.date, "small")
    return paper


def _add_chapters(paper: Manuscript, request: Request, chapters: Sequence[Chapter]) -> None:
    previous_alone = False
    for chapter in chapters:
        if chapter.on_new_page or previous_alone:
            paper.break_page()
        previous_alone = chapter.on_new_page and chapter.level == 2
        paper.add_heading(chapter.title, chapter.level)
        for block in chapter.blocks:
            _add_block(paper, request, block)


def _add_block(paper: Manuscript, request: Request, block: Block) -> None:
    if isinstance(block, Text):
        paper.add_text(block.text, block.style)
    elif isinstance(block, Bullets):
        paper.add_bullets(block.items)
    elif isinstance(block, Grid):
        paper.add_grid(block)
    elif isinstance(block, Drawing):
        from clusterdash.export.paper import draw_picture

        paper.add_picture(draw_picture(block.name, request), block.description)
