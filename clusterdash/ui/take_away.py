"""What the Take away page is drawn from: the kinds of files, the ways to this scenario, this computer's addresses."""

from __future__ import annotations

from urllib.parse import quote

from clusterdash.export import EXPORTS
from clusterdash.results import default_catalog
from clusterdash.room.qr import draw_address_code
from clusterdash.store.sayable import write_sayable_code
from clusterdash.store.share import read_share_code
from clusterdash.ui.addresses import list_phone_addresses
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
        offers=tuple(FileOffer(code, kind.title, kind.purpose, kind.ending) for code, kind in EXPORTS.items()),
        addresses=addresses,
        address=address,
        link=link,
        left_out=read_share_code(catalog, told.code)[1],
        short=short,
        sayable=write_sayable_code(catalog, sitting.scenario),
        qr=draw_address_code(shortest) if len(shortest) <= QR_LIMIT else "",
    )
