"""How Alembic reaches the database: by the connection that `wizard.db.migrate` hands over."""

from alembic import context

from wizard.db.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
