"""What happened, for other systems."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

MOMENT = sa.DateTime(timezone=True)
NEW = sa.text("spread_at IS NULL")
COUNT = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "outbox_event",
        sa.Column("sequence", COUNT, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("seller_id", sa.String(32)),
        sa.Column("account_id", sa.String(32)),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("spread_at", MOMENT),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_event_created", "outbox_event", ["created_at"])
    op.create_index(
        "ix_outbox_event_new", "outbox_event", ["sequence"], sqlite_where=NEW, postgresql_where=NEW
    )
    op.create_table(
        "webhook_endpoint",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("types", sa.JSON, nullable=False),
        sa.Column("secret", sa.String(300), nullable=False),
        sa.Column("old_secret", sa.String(600), nullable=False),
        sa.Column("old_until", MOMENT),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failing_since", MOMENT),
        sa.Column("rests_until", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    _create_deliveries()


def _create_deliveries() -> None:
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "endpoint_id",
            sa.String(32),
            sa.ForeignKey("webhook_endpoint.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "sequence",
            COUNT,
            sa.ForeignKey("outbox_event.sequence", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("failure", sa.String(20), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("tried_at", MOMENT),
        sa.Column("next_at", MOMENT),
    )
    place = ["created_at", "id"]
    op.create_index("ix_webhook_delivery_list", "webhook_delivery", ["endpoint_id", *place])
    op.create_index("ix_webhook_delivery_state", "webhook_delivery", ["endpoint_id", "state", *place])  # fmt: skip
    op.create_index("ix_webhook_delivery_sequence", "webhook_delivery", ["sequence"])


def downgrade() -> None:
    """Bring the tables back; who was to be told is forgotten."""
    op.drop_table("webhook_delivery")
    op.drop_table("webhook_endpoint")
    op.drop_table("outbox_event")
