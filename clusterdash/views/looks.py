"""How a visitor looks at the pages: sorting, filters, what is open; a closed list of names with their types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

TEXT_LIMIT = 200
NOTE_LIMIT = 800
ROUND_LIMIT = 99


def _text(value: object) -> str | None:
    return value[:TEXT_LIMIT] if isinstance(value, str) else None


def _long_text(value: object) -> str | None:
    return value[:NOTE_LIMIT] if isinstance(value, str) else None


def _switch(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _round(value: object) -> int | None:
    is_round = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= ROUND_LIMIT
    return value if is_round else None  # type: ignore[return-value]


# Name -> what makes a value of it, or None where it is none. Which codes are known is up to the page that reads them.
LOOKS: Mapping[str, Callable[[object], Any]] = {
    "sort": _text,
    "address": _text,
    "family": _text,
    "only_mix": _switch,
    "five_metres": _switch,
    "text": _text,
    "mechanism": _text,
    "open_mechanisms": _text,
    "actor": _text,
    "kind": _text,
    "actors_no_money": _switch,
    "actors_only_mix": _switch,
    "open_actors": _text,
    "open_strategy": _text,
    "tab": _text,
    "role": _text,
    "who_no_money": _switch,
    "round": _round,
    "stress": _text,
    "region": _text,
    "striking": _text,
    "potential": _text,
    "reason": _text,
    "stage": _text,
    "swap": _text,
    "agenda": _text,
    "left": _text,
    "why": _long_text,
    "hand_group": _text,
    "slide": _text,
    "change_task": _text,
    "chart": _text,
    "picture": _text,
    "places_sort": _text,
}
FILTERS = frozenset({"family", "only_mix", "text", "actor", "kind", "actors_no_money", "actors_only_mix", "mechanism"})


def set_look(looks: Mapping[str, Any], name: object, value: object) -> dict[str, Any]:
    """Return the looks with one of them changed; an unknown name or a value of another type changes nothing.

    ``None`` and the empty text take a look back.
    """
    if not isinstance(name, str) or name not in LOOKS:
        return dict(looks)
    kept = {key: old for key, old in looks.items() if key != name}
    if value is None or value == "":
        return kept
    read = LOOKS[name](value)
    return dict(looks) if read is None else {**kept, name: read}


def toggle_look(looks: Mapping[str, Any], name: object, value: object) -> dict[str, Any]:
    """Return the looks with one of them set to a value, or taken back where it has that value already."""
    return set_look(looks, name, None if looks.get(str(name)) == value else value)


def clear_filters(looks: Mapping[str, Any]) -> dict[str, Any]:
    """Return the looks without filters: everything is shown again."""
    return {key: value for key, value in looks.items() if key not in FILTERS}


def keep_refused(looks: Mapping[str, Any], regions: tuple[str, ...], text: str) -> dict[str, Any]:
    """Keep a list of regions that could not be read, to be corrected where it was typed; ``regions`` are in force."""
    return {**looks, "refused_regions": (regions, text)}


def read_refused(looks: Mapping[str, Any], regions: tuple[str, ...]) -> str | None:
    """Return the list that was refused while ``regions`` were in force; None where there is none, or others hold."""
    before, text = looks.get("refused_regions", (None, None))
    return text if before == regions else None
