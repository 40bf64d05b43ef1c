"""What the Take away page is drawn from: the kinds of files, the ways to this scenario, this computer's addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from clusterdash.errors import ClusterdashError
from clusterdash.export import EXPORTS, MINUTES
from clusterdash.export.glyphs import find_undrawable, list_texts
from clusterdash.results import default_catalog
from clusterdash.room.qr import draw_address_code
from clusterdash.room.told import tell_votes
from clusterdash.store.sayable import write_sayable_code
from clusterdash.store.share import read_share_code
from clusterdash.ui.addresses import list_phone_addresses
from clusterdash.ui.seat import find_board
from clusterdash.ui.session import Sitting
from clusterdash.views.offers import FileOffer, TakeAway

QR_LIMIT = 400  # characters of an address that a phone still reads from a wall


def find_take_away(sitting: Sitting) -> TakeAway:
    """Return what can be taken away of the scenario of a sitting. Source: assumption (forms of this app)."""
    catalog, told = default_catalog(), sitting.tell()
    addresses = list_phone_addresses()
    wished = sitting.looks.get("address", "")
    address = wished if wished in addresses else addresses[0]
    link = f"{address}/strategy?s={quote(told.code)}&lang={sitting.language}"
    short = sitting.kept.get(told.stamp, "")
    base = sitting.shelf.base
    saved = base.code if base is not None and base.stamp == told.stamp else ""
    shortest = f"{address}/s/{short or saved}" if short or saved else link
    return TakeAway(
        offers=(*_list_exports(), *_list_minutes(sitting)),
        addresses=addresses,
        address=address,
        link=link,
        left_out=read_share_code(catalog, told.code)[1],
        short=short,
        sayable=write_sayable_code(catalog, sitting.scenario),
        qr=draw_address_code(shortest) if len(shortest) <= QR_LIMIT else "",
        undrawable=find_undrawable(list_texts(json.loads(sitting.scenario.to_json()))),
    )


def _list_exports() -> Iterator[FileOffer]:
    for code, kind in EXPORTS.items():
        yield FileOffer(code, kind.title, kind.purpose, kind.ending, f"/api/export/{code}")


def _list_minutes(sitting: Sitting) -> Iterator[FileOffer]:
    votes = find_votes(sitting)
    for form, kind in MINUTES.items():
        name = f"minutes_{form}"
        yield FileOffer(name, kind.title, kind.purpose, kind.ending, f"/api/minutes/{form}", votes)


def find_votes(sitting: Sitting) -> str:
    """Return what minutes may say of the room that this visitor leads, as JSON; "" where there is none.

    Source: assumption (only who leads the room takes its totals away).
    """
    seat = sitting.seat
    if seat is None or seat.is_wall:
        return ""
    try:
        board = find_board(seat.code)
    except ClusterdashError:
        return ""
    return json.dumps(tell_votes(board)) if board is not None else ""
