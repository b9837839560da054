"""The schema's version: which one a database has, and the steps that bring it to today's."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

CURRENT = "0005"
MIGRATIONS = Path(__file__).parent / "migrations"


def version_of(engine: Engine) -> str | None:
    """The schema's version, or None while there is no schema."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine, to: str) -> None:
    """Take every step up to a version, all in one transaction: a step that fails leaves everything as it was."""
    # Alembic costs a fifth of a second to import, and a box needs it once a release.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            command.upgrade(config, to)
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")
