"""Which link a link came of; and the forms that may not be sent again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the tables forward; a link made by a seller is taken to come of the one last started.

    Which session made an older link was not written down. At worst one is taken back too soon, and
    none lives longer than two weeks.
    """
    op.add_column("link", sa.Column("parent_id", sa.String(32)))
    op.create_index("ix_link_parent_id", "link", ["parent_id"])
    op.execute(
        "UPDATE link SET parent_id = (SELECT older.id FROM link AS older "
        "WHERE older.seller_id = link.seller_id AND older.started_at <= link.created_at "
        "AND older.id <> link.id ORDER BY older.started_at DESC LIMIT 1) "
        "WHERE made_by LIKE 'seller:%'"
    )
    op.create_table("spent_form", sa.Column("form_token", sa.String(64), primary_key=True))


def downgrade() -> None:
    """Bring the tables back; what only the new ones hold is lost."""
    op.drop_table("spent_form")
    op.drop_index("ix_link_parent_id", "link")
    op.drop_column("link", "parent_id")
