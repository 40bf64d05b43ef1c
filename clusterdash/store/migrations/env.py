"""What Alembic runs for each migration: on the connection that it is given, in one transaction."""

from __future__ import annotations

from alembic import context

from clusterdash.store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
