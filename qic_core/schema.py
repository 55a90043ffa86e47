"""Every table, in one import; and the next migration, from what the versions make to what the tables say."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from sqlmodel import SQLModel

import qic_core.access.tables
import qic_core.actions.tables
import qic_core.challenge.tables
import qic_core.collective.tables
import qic_core.cooperation.tables
import qic_core.dashboard.tables
import qic_core.db.tables
import qic_core.evaluation.tables
import qic_core.pathways.tables
import qic_core.roadmap.tables
import qic_core.thread.tables
import qic_core.vision.tables
import qic_core.workshop.tables  # noqa: F401
from qic_core.db.engine import Database
from qic_core.db.migrate import MIGRATIONS, migrate

METADATA = SQLModel.metadata


def write_migration(title: str) -> None:
    """Write `versions/NNNN_title.py`, to be read over before it is committed."""
    number = len(list((MIGRATIONS / "versions").glob("*.py"))) + 1
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'empty.sqlite'}")
        migrate(database)
        with database.migration_engine().begin() as connection:
            config = Config(attributes={"connection": connection, "metadata": METADATA})
            config.set_main_option("script_location", str(MIGRATIONS))
            config.set_main_option("file_template", "%%(rev)s")
            name = "_".join(title.lower().split())
            command.revision(config, title, autogenerate=True, rev_id=f"{number:04}_{name}")
        database.dispose()


if __name__ == "__main__":
    write_migration(sys.argv[1])
