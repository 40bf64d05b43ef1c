"""What a room refuses, one class each."""

from __future__ import annotations

from clusterdash.store.writer import Refused


class UnknownRoomError(Refused):
    """There is no room of this code, or no longer."""


class ClosedRoomError(Refused):
    """The room takes no more answers."""


class OldRevisionError(Refused):
    """The device has sent a newer ballot, or another one of the same revision; ``kept`` is what is stored."""

    def __init__(self, kept: int) -> None:
        super().__init__(kept)
        self.kept = kept


class OldEpochError(Refused):
    """The room was emptied after this ballot was filled in."""
