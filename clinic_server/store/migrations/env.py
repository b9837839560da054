"""Runs the schema's steps on the connection, and in the transaction, that the caller opened."""

from alembic import context

from clinic_server.store.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
