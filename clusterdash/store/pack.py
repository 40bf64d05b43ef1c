"""Small tables as short texts that may stand in an address, and back; what comes back from outside is never trusted."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from functools import cache
from pathlib import Path
from typing import Any

# Words that links hold often. It never changes: links made with it must open for ever.
DICTIONARY = Path(__file__).with_name("share_dictionary_1.txt")
EXPANDED_LIMIT = 2_000_000  # no more than a file may hold
_RAW = -zlib.MAX_WBITS
_SAFE = re.compile(r"[A-Za-z0-9_-]*")


@cache
def _dictionary() -> bytes:
    return DICTIONARY.read_bytes()


def pack(data: dict[str, Any]) -> str:
    """Return a table as compressed JSON in letters, digits, "-" and "_".

    Source: assumption (a format of this app).
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    press = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary())
    return base64.urlsafe_b64encode(press.compress(text.encode()) + press.flush()).decode().rstrip("=")


def unpack(text: str) -> dict[str, Any] | None:
    """Return the table of such a text; None where it is cut, broken, too large once expanded, or no table.

    Source: assumption (a format of this app).
    """
    if _SAFE.fullmatch(text) is None:
        return None
    opener = zlib.decompressobj(_RAW, _dictionary())
    try:
        raw = opener.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), EXPANDED_LIMIT)
        data = json.loads(raw) if opener.eof and not opener.unused_data else None
    except (zlib.error, binascii.Error, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
