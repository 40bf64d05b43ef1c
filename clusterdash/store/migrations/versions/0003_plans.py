"""Plans that are saved again and again, each time as a further version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "plans",
        sa.Column("id", number, primary_key=True),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("code", name="uq_plans_code"),
    )
    op.create_table(
        "versions",
        sa.Column("id", number, primary_key=True),
        sa.Column(
            "plan", number, sa.ForeignKey("plans.id", name="fk_versions_plan", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("based_on", sa.Integer, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_index("uq_versions_plan_number", "versions", ["plan", "number"], unique=True)
    op.create_index("ix_versions_made_at", "versions", ["made_at"])


def downgrade() -> None:
    """Take the tables away again."""
    op.drop_table("versions")
    op.drop_table("plans")
