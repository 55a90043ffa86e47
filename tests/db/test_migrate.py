import shutil
from contextlib import contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from qic_core.db import migrate as migrations
from qic_core.db.engine import Database
from qic_core.db.migrate import MIGRATIONS, MigrationFailed, migrate
from qic_core.schema import METADATA

HEADER = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
"""
FAILS_HALFWAY = """
def upgrade():
    op.create_table("half_made", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("collective", sa.Column("half_made", sa.Integer))
    op.execute("UPDATE collective SET name = 'half made'")
    op.execute("INSERT INTO no_such_table VALUES (1)")
"""
REMAKES_THE_PARENT = """
def upgrade():
    with op.batch_alter_table("collective") as collective:
        collective.add_column(sa.Column("motto", sa.String(100)))
        collective.alter_column("name", type_=sa.String(200), existing_nullable=False)

def downgrade():
    with op.batch_alter_table("collective") as collective:
        collective.drop_column("motto")
        collective.alter_column("name", type_=sa.String(120), existing_nullable=False)
"""
LOSES_ROWS = """
def upgrade():
    op.execute("DELETE FROM college WHERE position = 1")
"""
BREAKS_LINKS = """
def upgrade():
    op.execute("UPDATE college SET collective_id = 404")
"""


@pytest.fixture
def database(database_url):
    """A database that no migration has touched yet, on each engine in turn."""
    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def next_step(tmp_path, monkeypatch):
    """Write the migration that would come after the shipped ones."""
    folder = shutil.copytree(MIGRATIONS, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrations, "MIGRATIONS", folder)
    shipped = ScriptDirectory(str(MIGRATIONS)).get_current_head()

    def write(steps, revision="9999_next"):
        source = HEADER.format(revision=revision, before=shipped) + steps
        (folder / "versions" / f"{revision}.py").write_text(source)

    return write


def seat_koungou(database):
    with database.writing() as work:
        work.session.execute(
            text(
                "INSERT INTO collective (id, slug, name, place, timezone, note, created_at)"
                " VALUES (1, 'koungou', 'Koungou', 'Mayotte', 'Indian/Mayotte', '', '2024-05-14 12:00:00')"
            )
        )
        for position, name in enumerate(("Habitants", "Associations", "Élus")):
            work.session.execute(
                text("INSERT INTO college (collective_id, position, name) VALUES (1, :position, :name)"),
                {"position": position, "name": name},
            )


def colleges(database):
    with database.reading() as session:
        return session.execute(text("SELECT name FROM college ORDER BY position")).scalars().all()


@contextmanager
def looking_at(database):
    engine = database.migration_engine()
    with engine.connect() as connection:
        yield connection
    if database.is_sqlite:
        engine.dispose()


def tables(database):
    with looking_at(database) as connection:
        return set(inspect(connection).get_table_names())


def version(database):
    with looking_at(database) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def drawing(database):
    """Columns, keys and indexes of every table, as the engine tells them."""
    with looking_at(database) as connection:
        see = inspect(connection)
        return {
            name: (
                [(column["name"], str(column["type"]), column["nullable"]) for column in see.get_columns(name)],
                see.get_pk_constraint(name),
                sorted(map(str, see.get_foreign_keys(name))),
                sorted(map(str, see.get_unique_constraints(name))),
                sorted(map(str, see.get_indexes(name))),
            )
            for name in see.get_table_names()
        }


def test_up_down_and_up_again_gives_the_same_schema(database):
    migrate(database)
    first = drawing(database)
    migrate(database, "base")
    assert tables(database) == {"alembic_version"}
    migrate(database)
    assert drawing(database) == first


def test_the_migrated_schema_is_what_the_models_say(database):
    migrate(database)
    with looking_at(database) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_every_constraint_has_a_name_for_migrations_to_come():
    anonymous = [
        (table.name, type(constraint).__name__)
        for table in METADATA.sorted_tables
        for constraint in table.constraints
        if not constraint.name
    ]
    assert anonymous == []


def test_migrating_twice_changes_nothing(database):
    migrate(database)
    seat_koungou(database)
    first = drawing(database)
    migrate(database)
    assert (drawing(database), colleges(database)) == (first, ["Habitants", "Associations", "Élus"])


def test_each_migration_follows_the_one_before():
    script = ScriptDirectory(str(MIGRATIONS))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_a_step_that_fails_leaves_no_trace(database, next_step):
    migrate(database)
    seat_koungou(database)
    before, standing = drawing(database), version(database)
    next_step(FAILS_HALFWAY)
    with pytest.raises(Exception, match="no_such_table"):
        migrate(database)
    assert (drawing(database), version(database)) == (before, standing)
    with database.reading() as session:
        assert session.execute(text("SELECT name FROM collective")).scalar() == "Koungou"


def test_a_step_that_fails_on_an_empty_database_leaves_it_empty(database, next_step):
    next_step(FAILS_HALFWAY)
    with pytest.raises(Exception, match="no_such_table"):
        migrate(database)
    assert tables(database) == set()


def test_after_a_failed_step_the_mended_one_goes_through(database, next_step):
    migrate(database)
    seat_koungou(database)
    next_step(FAILS_HALFWAY)
    with pytest.raises(Exception, match="no_such_table"):
        migrate(database)
    next_step(REMAKES_THE_PARENT)
    migrate(database)
    assert version(database) == "9999_next"


def test_a_parent_table_made_anew_keeps_its_children(database, next_step):
    migrate(database)
    seat_koungou(database)
    shipped = version(database)
    next_step(REMAKES_THE_PARENT)
    migrate(database)
    assert "motto" in [name for name, *_ in drawing(database)["collective"][0]]
    assert colleges(database) == ["Habitants", "Associations", "Élus"]
    migrate(database, shipped)
    assert "motto" not in [name for name, *_ in drawing(database)["collective"][0]]
    assert colleges(database) == ["Habitants", "Associations", "Élus"]


def test_a_step_that_loses_rows_is_taken_back(database, next_step):
    migrate(database)
    seat_koungou(database)
    standing = version(database)
    next_step(LOSES_ROWS)
    with pytest.raises(MigrationFailed, match="college"):
        migrate(database)
    assert (version(database), colleges(database)) == (standing, ["Habitants", "Associations", "Élus"])


def test_a_step_that_breaks_a_link_is_taken_back(database, next_step):
    migrate(database)
    seat_koungou(database)
    next_step(BREAKS_LINKS)
    with pytest.raises(Exception, match="(?i)link|foreign key"):
        migrate(database)
    with database.reading() as session:
        assert session.execute(text("SELECT DISTINCT collective_id FROM college")).scalars().all() == [1]


def test_data_of_a_newer_version_are_refused_with_what_to_do(database):
    migrate(database)
    with database.migration_engine().begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_to_come'"))
    with pytest.raises(MigrationFailed, match="newer Carnet QIC"):
        migrate(database)
