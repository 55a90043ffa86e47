"""`backup` and `restore`: the whole house, while it is in use, and back on either engine."""

import shutil
import sqlite3
import threading
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import delete, make_url, select
from sqlmodel import Session

from qic_core.archive.backup import DATABASE, MANIFEST, make_backup
from qic_core.collective.service import create_collective, list_collectives
from qic_core.db.engine import Database, sqlite_driver
from qic_core.db.tables import RevisionRow, revision_of
from qic_core.schema import METADATA
from qic_core.workshop.notebooks import Cover, create_notebook


def content(url):
    """Return every row of every table; revisions only go up, so they are left out."""
    database = Database(url)
    with database.reading() as session:
        rows = {
            table.name: sorted(map(repr, session.connection().execute(select(table)).all()))
            for table in METADATA.sorted_tables
            if table.name != "revision"
        }
    database.dispose()
    return rows


def change(url):
    database = Database(url)
    with database.writing() as work:
        name = f"Après {len(list_collectives(work.session))}"
        create_collective(work, name=name, place="Là", colleges=("Habitants",), timezone="Europe/Paris")
    database.dispose()


def rewritten(file: Path, **parts: bytes | None) -> None:
    """Write a backup again with some of its parts replaced (None: left out)."""
    with zipfile.ZipFile(file) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    held |= {{"manifest": MANIFEST, "database": DATABASE}[name]: part for name, part in parts.items()}
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in held.items():
            if part is not None:
                packed.writestr(name, part)


def small_database(script: str, folder: Path) -> bytes:
    file = folder / "small.sqlite"
    connection = sqlite3.connect(file)
    connection.executescript(script)
    connection.close()
    return file.read_bytes()


@pytest.fixture
def saved(told_house, run, folder) -> Path:
    """A backup of the demo house, links included."""
    run("access", "add", "scribe", "Table 3")
    result = run("backup", "house.zip")
    assert result.exit_code == 0, result.output
    return folder / "house.zip"


def test_a_house_goes_out_and_comes_back_row_for_row(told_house, saved, run):
    before = content(told_house)
    change(told_house)
    assert content(told_house) != before
    result = run("restore", saved, "--overwrite")
    assert result.exit_code == 0, result.output
    assert content(told_house) == before
    assert "Table 3" in run("access", "list").stdout
    assert run("check").exit_code == 0


@pytest.mark.postgres
@pytest.mark.parametrize("end", ["sqlite_url", "postgres_url"])
def test_a_backup_of_one_engine_comes_back_on_the_other(told_house, saved, run, monkeypatch, request, end, tmp_path):
    other = f"sqlite:///{tmp_path / 'other.sqlite'}" if end == "sqlite_url" else request.getfixturevalue(end)
    monkeypatch.setenv("QIC_DATABASE_URL", other)
    result = run("restore", saved)
    assert result.exit_code == 0, result.output
    assert "est gardé" not in result.stdout
    assert content(other) == content(told_house)


def test_life_goes_on_after_the_restoration(told_house, saved, run):
    change(told_house)
    run("restore", saved, "--overwrite")
    change(told_house)
    database = Database(told_house)
    with database.writing(1) as work:
        assert create_notebook(work, Cover("Après")) > 0
    database.dispose()


def test_the_house_that_was_there_is_kept_and_can_come_back(told_house, saved, run, tmp_path):
    change(told_house)
    changed = content(told_house)
    result = run("restore", saved, "--overwrite")
    kept = Path(result.stdout.rpartition(": ")[2].strip())
    if kept.suffix == ".zip":
        assert run("restore", kept, "--overwrite").exit_code == 0
        assert content(told_house) == changed
    else:
        assert content(f"sqlite:///{kept}") == changed


def test_a_house_with_a_collective_is_not_replaced_unasked(told_house, saved, run):
    before = content(told_house)
    result = run("restore", saved)
    assert result.exit_code == 1
    assert "Ajoutez --overwrite" in result.stderr
    assert content(told_house) == before


def test_what_pages_keep_of_the_house_before_is_stale(told_house, saved, run):
    database = Database(told_house)
    if database.is_sqlite:
        pytest.skip("the file is replaced while nothing runs")
    with database.writing(1):
        pass
    with database.reading() as session:
        before = revision_of(session, 1)
    run("restore", saved, "--overwrite")
    with database.reading() as session:
        assert revision_of(session, 1) > before
    database.dispose()


def flipped(file: Path, place: int) -> None:
    """Change one bit of a file, whatever it is."""
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file, folder: file.write_bytes(file.read_bytes()[:-1]),
        lambda file, folder: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
        lambda file, folder: flipped(file, 30_000),
        lambda file, folder: rewritten(file, database=None),
        lambda file, folder: rewritten(file, manifest=b'{"format": "carnet-qic-backup"}'),
        lambda file, folder: rewritten(file, manifest=b"{"),
        lambda file, folder: rewritten(file, database=b"SQLite format 3\0" + b"?" * 5000),
        lambda file, folder: rewritten(file, database=b"not a database at all" * 999),
    ],
    ids=["cut by a byte", "cut in half", "a byte changed", "no database", "no version", "no manifest", "torn", "noise"],
)
def test_a_damaged_backup_is_refused_and_touches_nothing(told_house, saved, run, folder, spoil):
    before = content(told_house)
    spoil(saved, folder)
    result = run("restore", saved, "--overwrite")
    assert result.exit_code == 1
    assert "Cette sauvegarde est abîmée ou incomplète" in result.stderr
    assert content(told_house) == before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file, folder: file.write_bytes(b""), "n’est pas une sauvegarde"),
        (lambda file, folder: file.write_bytes(b"%PDF-1.7"), "n’est pas une sauvegarde"),
        (lambda file, folder: rewritten(file, manifest=None), "n’est pas une sauvegarde"),
        (lambda file, folder: rewritten(file, manifest=b'{"format": "carnet-qic"}'), "n’est pas une sauvegarde"),
        (lambda file, folder: rewritten(file, manifest=b"[]"), "n’est pas une sauvegarde"),
        (lambda file, folder: rewritten(file, manifest=b'{"format":"carnet-qic-backup","version":2}'), "plus récent"),
        (
            lambda file, folder: rewritten(file, database=small_database("CREATE TABLE t (a)", folder)),
            "n’est pas une sauvegarde",
        ),
        (
            lambda file, folder: rewritten(file, database=programmed(file, folder)),
            "n’est pas une sauvegarde",
        ),
        (lambda file, folder: rewritten(file, database=from_later(file, folder)), "plus récent"),
    ],
    ids=["empty", "pdf", "bare zip", "archive", "list", "later format", "other database", "trigger", "later house"],
)
def test_what_is_no_backup_of_ours_is_refused_and_touches_nothing(told_house, saved, run, folder, spoil, said):
    before = content(told_house)
    spoil(saved, folder)
    result = run("restore", saved, "--overwrite")
    assert result.exit_code == 1
    assert said in result.stderr
    assert content(told_house) == before


def edited(file: Path, folder: Path, script: str) -> bytes:
    with zipfile.ZipFile(file) as packed:
        copy = Path(packed.extract(DATABASE, folder / "edited"))
    connection = sqlite_driver().connect(copy)
    connection.executescript(script)
    connection.close()
    return copy.read_bytes()


def programmed(file: Path, folder: Path) -> bytes:
    return edited(file, folder, "CREATE TRIGGER t AFTER INSERT ON collective BEGIN DELETE FROM run; END;")


def from_later(file: Path, folder: Path) -> bytes:
    return edited(file, folder, "UPDATE alembic_version SET version_num = '9999_later'")


def test_a_backup_whose_rows_point_nowhere_is_refused(told_house, saved, run, folder):
    rewritten(saved, database=edited(saved, folder, "PRAGMA foreign_keys=OFF; DELETE FROM notebook;"))
    result = run("restore", saved, "--overwrite")
    assert result.exit_code == 1
    assert "abîmée" in result.stderr


def test_an_archive_of_one_collective_is_no_backup(told_house, saved, run, folder):
    run("export", "koungou", "koungou.zip")
    assert "n’est pas une sauvegarde" in run("restore", "koungou.zip", "--overwrite").stderr


def test_a_house_without_a_collective_is_replaced_as_it_is(house, run, folder, tmp_path, told_sqlite):
    shutil.copy(told_sqlite, tmp_path / "told.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'told.sqlite'}")
    make_backup(database, folder / "told.zip", now=_now(), told=lambda done, total: None)
    database.dispose()
    run("access", "add", "facilitator", "Lancement")
    assert run("restore", "told.zip").exit_code == 0
    assert [line for line in run("access", "list").stdout.splitlines() if "Lancement" in line] == []
    assert "koungou" in run("export", "nobody").stderr


def test_a_backup_is_taken_while_the_room_answers(told_house, run, folder):
    stop = threading.Event()
    counted = []

    def answer():
        database = Database(told_house)
        while not stop.is_set():
            with database.writing(1) as work:
                counted.append(create_notebook(work, Cover(f"Carnet {len(counted)}")))
        database.dispose()

    room = threading.Thread(target=answer)
    room.start()
    try:
        results = [run("backup", f"{number}.zip") for number in range(3)]
    finally:
        stop.set()
        room.join()
    assert [result.exit_code for result in results] == [0, 0, 0]
    assert len(counted) > 3
    for number in range(3):
        with zipfile.ZipFile(folder / f"{number}.zip") as packed:
            copy = Path(packed.extract(DATABASE, folder / str(number)))
        rows = content(f"sqlite:///{copy}")
        assert len(rows["collective"]) == 2


def test_a_backup_holds_personal_data_and_is_for_its_owner_only(saved):
    assert saved.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (OSError(28, "No space left on device", "house.zip"), "house.zip ne peut pas être lu ou écrit"),
        (OSError(28, "No space left on device"), "refuse : No space left on device."),
        (OSError("cut short"), "refuse : cut short."),
    ],
)
def test_a_backup_that_fails_leaves_no_file(told_house, run, folder, monkeypatch, raised, told):
    def full(*_args, **_more):
        raise raised

    monkeypatch.setattr("qic_core.archive.backup.publish", full)
    result = run("backup", "house.zip")
    assert result.exit_code == 1
    assert told in result.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert "None" not in result.stderr
    assert "la place sur le disque" in result.stderr
    assert list(folder.iterdir()) == []


class TestEmbedded:
    """What only a file can suffer."""

    @pytest.fixture
    def file(self, sqlite_url, run, monkeypatch) -> Path:
        monkeypatch.setenv("QIC_DATABASE_URL", sqlite_url)
        assert run("demo").exit_code == 0
        assert run("backup", "house.zip").exit_code == 0
        return Path(str(make_url(sqlite_url).database))

    def test_a_running_house_is_not_replaced_under_its_feet(self, file, run):
        database = Database(f"sqlite:///{file}")
        with database.reading() as session:
            before = list_collectives(session)
        result = run("restore", "house.zip", "--overwrite")
        assert result.exit_code == 1
        assert "Arrêtez-le, puis recommencez" in result.stderr
        with database.reading() as session:
            assert list_collectives(session) == before
        database.dispose()
        assert run("restore", "house.zip", "--overwrite").exit_code == 0

    def test_a_damaged_house_is_what_one_restores(self, file, run):
        broken = b"noise" * 900
        file.write_bytes(broken)
        assert run("backup", "another.zip").exit_code == 1
        assert "À VOIR" in run("check").stdout
        assert run("restore", "house.zip").exit_code == 1
        result = run("restore", "house.zip", "--overwrite")
        assert result.exit_code == 0, result.output
        assert run("check").exit_code == 0
        [kept] = file.parent.glob("carnet-avant-*.sqlite")
        assert kept.read_bytes() == broken

    def test_a_torn_page_is_seen_before_it_becomes_the_last_backup(self, file, run, folder):
        size = file.stat().st_size
        with file.open("r+b") as opened:
            opened.seek(size // 2)
            opened.write(b"\xff" * 20_000)
        result = run("backup", "another.zip")
        assert result.exit_code == 1
        assert "abîmée" in result.stderr
        assert not (folder / "another.zip").exists()
        assert run("check").exit_code == 1

    def test_the_log_of_a_killed_house_is_neither_lost_nor_read_into_the_new_one(self, file, run):
        wal, shm = (file.with_name(file.name + ending) for ending in ("-wal", "-shm"))
        database = Database(f"sqlite:///{file}")
        with database.writing() as work:
            work.session.exec(delete(RevisionRow))
            create_collective(work, name="Tard", place="Là", colleges=("Habitants",), timezone="Europe/Paris")
        left = wal.read_bytes()
        with Session(database.read_engine):
            shutil.copy(file, file.with_suffix(".copy"))
        database.dispose()
        file.with_suffix(".copy").replace(file)
        wal.write_bytes(left)
        shm.unlink(missing_ok=True)
        assert run("restore", "house.zip", "--overwrite").exit_code == 0
        [kept] = file.parent.glob("carnet-avant-*.sqlite")
        assert "Tard" in "".join(content(f"sqlite:///{kept}")["collective"])
        assert "Tard" not in "".join(content(f"sqlite:///{file}")["collective"])


def _now():
    from datetime import UTC, datetime

    return datetime.now(UTC)
