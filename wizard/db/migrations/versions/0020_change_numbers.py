"""In which order registrations changed, for who reads them by cursor."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

UNNUMBERED = sa.text("change_number IS NULL")
NUMBERED = """
    UPDATE registration SET change_number = placed.number
    FROM (
        SELECT account_id AS id, 2000000000000000 + row_number() OVER (ORDER BY asked_at, account_id) AS number
        FROM registration
    ) AS placed
    WHERE placed.id = registration.account_id
"""
COUNTED = """
    INSERT INTO change_count (id, last) SELECT 1, 2000000000000000 + count(*) FROM registration HAVING count(*) > 0
"""


def upgrade() -> None:
    """Bring the tables forward; what is there is numbered in the order in which it was listed."""
    op.create_table(
        "change_count",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
    )
    number = sa.Column("change_number", sa.BigInteger().with_variant(sa.Integer, "sqlite"))
    op.add_column("registration", number)
    op.execute(NUMBERED)
    op.execute(COUNTED)
    op.create_index("ix_registration_change", "registration", ["state", "change_number"])
    op.create_index(
        "ix_registration_unnumbered",
        "registration",
        ["asked_at"],
        sqlite_where=UNNUMBERED,
        postgresql_where=UNNUMBERED,
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_index("ix_registration_unnumbered", "registration")
    op.drop_index("ix_registration_change", "registration")
    op.drop_column("registration", "change_number")
    op.drop_table("change_count")
