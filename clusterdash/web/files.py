"""Names that visitors send, and the files that they may mean."""

from __future__ import annotations

from pathlib import Path

import streamlit

STREAMLIT_STATIC = (Path(streamlit.__file__).parent / "static").resolve()
KEEP_FOR_EVER = "public, immutable, max-age=31536000"


def find_below(folder: Path, name: str) -> Path | None:
    """Return the file ``name`` below ``folder``; None where there is none or the name cannot be one.

    Source: assumption
    """
    try:
        file = (folder / name).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (ValueError, OSError):  # a NUL in the name, a name that is too long
        return None


def can_be_a_path(address: str) -> bool:
    """Return False for what no file system of ours takes, and for the backslash, a way to other machines on Windows.

    Source: assumption
    """
    as_bytes = address.encode(errors="replace")
    is_short = len(as_bytes) <= 2000 and all(len(part) <= 255 for part in as_bytes.split(b"/"))
    return is_short and "\0" not in address and "\\" not in address
