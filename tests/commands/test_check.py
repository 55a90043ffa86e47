"""`check` and `demo`: whether a house is sound, and the demo in an empty one."""

from collections import namedtuple

import pytest
from sqlalchemy import text

from qic_core.db.engine import Database
from qic_core.db.migrate import migrate

Usage = namedtuple("Usage", "total used free")


def marks(result):
    return [line.startswith("[ok]") for line in result.stdout.splitlines()]


def test_a_sound_house_says_so_line_by_line(told_house, run):
    result = run("check")
    assert result.exit_code == 0, result.stdout
    assert all(marks(result))
    assert len(marks(result)) == (6 if told_house.startswith("sqlite") else 4)
    assert "Migrations : à jour" in result.stdout.replace("\u00a0", " ")


def test_a_house_that_is_not_there_is_not_sound(run, tmp_path):
    result = run("check")
    assert result.exit_code == 1
    assert marks(result)[0] is False
    assert not list(tmp_path.rglob("*.sqlite"))


@pytest.mark.parametrize(
    ("revision", "told", "said"),
    [("0002_journey", None, "démarrer Carnet QIC fait"), ("head", "9999_later", "démarrez cette version-là")],
)
def test_migrations_that_are_missing_or_unknown_are_said(house, run, revision, told, said):
    database = Database(house)
    migrate(database, revision)
    if told:
        with database.writing() as work:
            work.session.connection().execute(text(f"UPDATE alembic_version SET version_num = '{told}'"))
    database.dispose()
    result = run("check")
    assert result.exit_code == 1
    assert said in result.stdout


def test_a_full_disk_is_said(told_house, run, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(10**12, 10**12, 3_000_000))
    result = run("check")
    assert result.exit_code == 1
    assert "seulement 3 Mo libres" in result.stdout


def test_broken_links_between_rows_are_counted(sqlite_url, run, monkeypatch):
    monkeypatch.setenv("QIC_DATABASE_URL", sqlite_url)
    run("demo")
    database = Database(sqlite_url)
    with database.migration_engine().begin() as connection:
        connection.execute(text("DELETE FROM notebook WHERE id = 1"))
    database.dispose()
    result = run("check")
    assert result.exit_code == 1
    assert "rompus" in result.stdout


def test_a_setting_that_makes_the_room_wait_is_said(told_house, run, monkeypatch):
    monkeypatch.setattr("qic_core.web.checks.check_runtime", lambda words: ["runner.postScriptGC est actif."])
    result = run("check")
    assert result.exit_code == 1
    assert "postScriptGC" in result.stdout


def test_the_demo_goes_into_an_empty_house_once(house, run):
    first = run("demo")
    assert first.exit_code == 0
    assert "sous le nom koungou" in first.stdout
    assert "sous le nom tilleuls" in first.stdout
    again = run("demo")
    assert again.exit_code == 1
    assert "ne se charge que dans un Carnet QIC vide" in again.stderr
