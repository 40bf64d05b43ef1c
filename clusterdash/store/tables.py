"""The tables of the database, as they are now; ``migrations/`` holds the way there.

Nothing is written over but the state of a room: ballots, events and what was shown are rows that are only added.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only where this is its INTEGER

# A room of one workshop; ``key`` is hashed, ``epoch`` counts full resets, ``round`` counts votes on the same questions.
ROOMS = Table(
    "rooms",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("key", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("status", String(16), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("settings", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

# Each version of each ballot. ``device`` is hashed; ``content`` is JSON: group, ratings and what else was answered.
BALLOTS = Table(
    "ballots",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("room", NUMBER, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("device", String(64), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("content", Text, nullable=False),
    Column("is_simulated", Boolean, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Index("uq_ballots_room_epoch_device_revision", "room", "epoch", "device", "revision", unique=True),
    Index("ix_ballots_room_id", "room", "id"),
)

# Whatever else happened: opened, closed, revealed, reset, tallied by hand, applied; ``content`` is JSON.
EVENTS = Table(
    "events",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("room", NUMBER, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("content", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Index("ix_events_room_id", "room", "id"),
)

# What the facilitator showed on the wall, newest last; ``content`` is JSON: page, looks and the scenario's file.
SHOWN = Table(
    "shown",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("room", NUMBER, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("content", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Index("ix_shown_room_id", "room", "id"),
)

# Scenarios that were shared under a short code; ``content`` is the file, ``digest`` its fingerprint.
KEPT = Table(
    "kept",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("content", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

# Plans that are saved again and again under one code; what they hold stands in their versions.
PLANS = Table(
    "plans",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("made_at", BigInteger, nullable=False),
)

# Each version of each plan; ``content`` is the file, ``based_on`` the version that its maker began with (0 = none),
# ``who`` what they called themselves ("" = nobody said).
VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("plan", NUMBER, ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("based_on", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Index("uq_versions_plan_number", "plan", "number", unique=True),
    Index("ix_versions_made_at", "made_at"),
)
