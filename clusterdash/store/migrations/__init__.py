"""The steps from an empty database to the tables of today; Alembic runs them, ``store/database.py`` calls it."""
