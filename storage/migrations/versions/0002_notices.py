"""What was announced of which finding, so that nothing is announced twice."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Key

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("finding", Key, nullable=False),
        sa.Column("channel", Key, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("finding", "channel"),
    )
