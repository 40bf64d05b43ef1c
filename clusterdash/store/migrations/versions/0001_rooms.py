"""Rooms, ballots, events and what was shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "rooms",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("code", name="uq_rooms_code"),
    )
    op.create_table(
        "ballots",
        *_own_columns(),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("is_simulated", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_index(
        "uq_ballots_room_epoch_device_revision", "ballots", ["room", "epoch", "device", "revision"], unique=True
    )
    op.create_table(
        "events",
        *_own_columns(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "shown",
        *_own_columns(),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    for table in ("ballots", "events", "shown"):
        op.create_index(f"ix_{table}_room_id", table, ["room", "id"])


def _own_columns() -> tuple[sa.Column[int], sa.Column[int]]:
    room = sa.ForeignKey("rooms.id", ondelete="CASCADE")
    return sa.Column("id", NUMBER, primary_key=True), sa.Column("room", NUMBER, room, nullable=False)


def downgrade() -> None:
    """Take the tables away again."""
    for table in ("shown", "events", "ballots", "rooms"):
        op.drop_table(table)
