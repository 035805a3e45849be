"""Names as they are searched, what a session may see, and the answers on the way to a request."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from wizard.korean.firms import firm_name, fold

revision = "0008"
down_revision = "0007"

BATCH = 5000
SEARCHED = ["created_at", "id", "folded", "business_number", "phone"]


def upgrade() -> None:
    """Bring the tables forward; names that are there are composed, and get their folded form."""
    op.add_column(
        "seller", sa.Column("folded", sa.String(200), nullable=False, server_default=sa.text("''"))
    )
    op.add_column("session", sa.Column("sees_from", sa.DateTime(timezone=True)))
    op.add_column("request", sa.Column("answers", sa.JSON))
    connection = op.get_bind()
    after = ""
    while rows := _some(connection, after):
        connection.execute(
            sa.text("UPDATE seller SET name = :name, folded = :folded WHERE id = :id"),
            [
                {"id": row.id, "name": firm_name(row.name)[:80], "folded": fold(row.name)[:200]}
                for row in rows
            ],
        )
        after = rows[-1].id
    op.drop_index("ix_seller_newest", "seller")
    op.create_index("ix_seller_newest", "seller", SEARCHED)


def downgrade() -> None:
    """Bring the tables back; what only the new columns hold is lost."""
    op.drop_index("ix_seller_newest", "seller")
    op.create_index("ix_seller_newest", "seller", ["created_at", "id"])
    op.drop_column("request", "answers")
    op.drop_column("session", "sees_from")
    op.drop_column("seller", "folded")


def _some(connection: sa.Connection, after: str) -> Sequence[sa.Row[tuple[str, str]]]:
    query = sa.text("SELECT id, name FROM seller WHERE id > :after ORDER BY id LIMIT :batch")
    return connection.execute(query, {"after": after, "batch": BATCH}).all()
