"""The report as a Word file: the same chapters, to go on writing in."""

from __future__ import annotations

from clusterdash.export.blocks import Block, Bullets, Drawing, Grid, Text
from clusterdash.export.chapters import list_chapters
from clusterdash.export.request import Request
from clusterdash.export.word import Manuscript
from clusterdash.words import _

LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}


def build_report_docx(request: Request) -> bytes:
    """Return the report as a Word file.

    Source: assumption (a form of this app); each figure as on screen, with its basis beside it.
    """
    facts = request.facts
    head, findings, chapters = facts.head, facts.findings, list_chapters(facts)
    footer = " · ".join(one for one in (head.title, head.date, head.code) if one)
    paper = Manuscript(footer, LANGUAGES.get(head.language, head.language))
    paper.add_text(head.place, "small")
    paper.add_title(head.title)
    paper.add_text(head.date, "small")
    for text, style in ((findings.verdict, "verdict"), (findings.result, "lead"), (findings.reach, "plain")):
        paper.add_text(text, style)
    paper.add_heading(_("Contents"), 2)
    paper.add_bullets([chapter.title for chapter in chapters if chapter.level == 1])
    paper.break_page()
    previous_alone = False
    for chapter in chapters:
        if chapter.on_new_page or previous_alone:
            paper.break_page()
        previous_alone = chapter.on_new_page and chapter.level == 2
        paper.add_heading(chapter.title, chapter.level)
        for block in chapter.blocks:
            _add_block(paper, request, block)
    return paper.save(head.title, findings.result)


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
