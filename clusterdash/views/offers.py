"""What can be taken away, as values: files, addresses, codes."""

from __future__ import annotations

from dataclasses import dataclass

from clusterdash.errors import Problem


@dataclass(frozen=True)
class FileOffer:
    """One kind of file: code, title, purpose and file ending; texts are marked for translation.

    ``address`` is where it is made. ``votes`` holds the totals of the room as JSON where the file tells of them.
    """

    code: str
    title: str
    purpose: str
    ending: str
    address: str = ""
    votes: str = ""


@dataclass(frozen=True)
class TakeAway:
    """What can be taken away: the files, and the ways to this scenario.

    ``addresses`` are those of this computer, ``address`` the chosen one. ``link`` is the whole address of the scenario,
    ``left_out`` what does not fit into it. ``short`` is the code under which this server keeps it, "" while nobody has
    asked. ``sayable`` holds the ratings. ``qr`` is a drawing (SVG) of the shortest whole way here, "" where there is
    none yet. ``undrawable`` are the signs of the texts that no paper can show, "" where each has a glyph.
    """

    offers: tuple[FileOffer, ...] = ()
    addresses: tuple[str, ...] = ()
    address: str = ""
    link: str = ""
    left_out: tuple[Problem, ...] = ()
    short: str = ""
    sayable: str = ""
    qr: str = ""
    undrawable: str = ""
