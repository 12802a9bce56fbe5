"""Run migrations on the connection, and in the transaction, that the caller holds: all steps or none."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
