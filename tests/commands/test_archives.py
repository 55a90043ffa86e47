"""`export` and `import`: a collective goes out and comes back, or nothing happens."""

import re

import pytest

from qic_core.access.service import list_links
from qic_core.archive.reading import read_archive
from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database


def slugs(url):
    database = Database(url)
    with database.reading() as session:
        found = [collective.slug for collective in list_collectives(session)]
    database.dispose()
    return found


def test_a_collective_goes_out_under_its_name_and_the_day_and_comes_back(told_house, run, folder, monkeypatch):
    out = run("export", "tilleuls")
    assert out.exit_code == 0, out.output
    [file] = folder.iterdir()
    assert re.fullmatch(r"archive-tilleuls-\d{4}-\d\d-\d\d\.zip", file.name)
    assert file.name in out.stdout
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("QIC_DATABASE_URL", f"sqlite:///{folder / 'other' / 'carnet.sqlite'}")
    back = run("import", file)
    assert back.exit_code == 0, back.output
    assert "sous le nom tilleuls" in back.stdout
    again = run("export", "tilleuls", folder / "again.zip")
    assert again.exit_code == 0
    assert (folder / "again.zip").read_bytes() == file.read_bytes()


def test_an_import_can_be_tried_first_and_then_writes_nothing(told_house, run, folder, monkeypatch):
    run("export", "koungou", "koungou.zip")
    refused = run("import", "koungou.zip", "--check")
    assert (refused.exit_code, "est déjà ici" in refused.stderr) == (1, True)
    elsewhere = folder / "other"
    monkeypatch.setenv("QIC_DATABASE_URL", f"sqlite:///{elsewhere / 'carnet.sqlite'}")
    tried = run("import", "koungou.zip", "--check")
    assert tried.exit_code == 0
    held = read_archive((folder / "koungou.zip").read_bytes())
    assert f"{len(held.tables['run'])} passages" in tried.stdout
    assert f"{held.count} lignes en tout" in tried.stdout
    assert not list(elsewhere.glob("*.sqlite"))


def test_a_collective_that_is_here_is_not_brought_in_twice(told_house, run):
    run("export", "koungou", "koungou.zip")
    result = run("import", "koungou.zip")
    assert result.exit_code == 1
    assert slugs(told_house) == ["koungou", "tilleuls"]


def test_an_unknown_collective_is_refused_with_those_that_there_are(told_house, run, folder):
    result = run("export", "lievin")
    assert result.exit_code == 1
    assert "Il y a : koungou, tilleuls." in result.stderr.replace("\u00a0", " ")
    assert list(folder.iterdir()) == []


def test_a_file_that_is_there_is_not_written_over_unasked(told_house, run, folder):
    kept = folder / "koungou.zip"
    kept.write_text("précieux")
    result = run("export", "koungou", kept)
    assert (result.exit_code, kept.read_text()) == (1, "précieux")
    assert "existe déjà" in result.stderr
    assert run("export", "koungou", kept, "--overwrite").exit_code == 0
    assert read_archive(kept.read_bytes()).collective


@pytest.mark.parametrize("command", ["export koungou", "backup"])
@pytest.mark.parametrize(("where", "said"), [("nowhere/x.zip", "Il n’y a pas de dossier"), (".", "existe déjà")])
def test_a_place_that_cannot_be_written_is_refused(told_house, run, command, where, said):
    result = run(*command.split(), where)
    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Il n’y a pas de fichier"),
        (b"", "abîmée"),
        (b"PK\x03\x04 cut", "abîmée"),
        (b"%PDF-1.7", "abîmée"),
    ],
)
def test_what_is_no_archive_is_refused_before_a_house_is_made(house, run, folder, content, said):
    file = folder / "file.zip"
    if content is not None:
        file.write_bytes(content)
    result = run("import", file)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "Il n’y a pas encore de données" in run("export", "koungou").stderr or house.startswith("postgresql")


def test_links_do_not_travel_with_a_collective(told_house, run, folder, monkeypatch):
    run("access", "add", "reader", "Presse")
    run("export", "koungou", "koungou.zip")
    other = f"sqlite:///{folder / 'carnet.sqlite'}"
    monkeypatch.setenv("QIC_DATABASE_URL", other)
    run("import", "koungou.zip")
    database = Database(other)
    with database.reading() as session:
        assert list_links(session) == []
    database.dispose()
