"""Help, language, wrong calls: what every command shares."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from sqlalchemy import text

from qic_core.__main__ import program
from qic_core.db.engine import Database
from qic_core.db.migrate import migrate

ROOT = Path(__file__).parents[2]
ALL = {"access", "backup", "check", "demo", "export", "import", "restore"}


def commands(group: click.Group = program, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    for name, command in group.commands.items():
        found += commands(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


def test_the_commands_are_those_of_the_manual():
    assert set(program.commands) == ALL
    manual = (ROOT / "docs" / "commandes.md").read_text(encoding="utf-8")
    said = {tuple(line.split()[3:]) for line in re.findall(r"^python -m qic_core .*$", manual, re.MULTILINE)}
    unsaid = [path for path in commands() if path and not any(call[: len(path)] == path for call in said)]
    assert unsaid == []


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_has_its_help_in_french_and_in_english(run, path):
    french, english = run(*path, "--help"), run(*path, "--help", "--lang", "en")
    assert french.exit_code == english.exit_code == 0
    assert "Afficher cette aide." in french.output
    assert "Show this help." in english.output
    assert "Usage\u00a0:" in french.output
    assert not set(french.output.splitlines()) & set(english.output.splitlines()) - {"", "  QIC_DATABASE_URL."}


@pytest.mark.parametrize(
    ("lang", "arguments", "said"),
    [
        (None, [], "Il n’y a pas de commande"),
        ("C.UTF-8", [], "Il n’y a pas de commande"),
        ("fr_FR.UTF-8", [], "Il n’y a pas de commande"),
        ("en_GB.UTF-8", [], "There is no command"),
        ("fr_FR.UTF-8", ["--lang", "en"], "There is no command"),
        ("en_GB.UTF-8", ["--lang=fr"], "Il n’y a pas de commande"),
    ],
)
def test_the_language_is_asked_for_else_that_of_the_machine_else_french(run, monkeypatch, lang, arguments, said):
    if lang:
        monkeypatch.setenv("LANG", lang)
    assert said in run(*arguments, "nothing").stderr.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["demolish"], "Il n’y a pas de commande « demolish »."),
        (["export"], "Il manque « COLLECTIF »."),
        (["export", "a", "b", "c"], "La commande ne s’écrit pas ainsi."),
        (["backup", "--fast"], "Il n’y a pas d’option « --fast »."),
        (["access", "add", "king", "x"], "« RÔLE » est l’un de : reader,"),
        (["access", "add", "reader"], "Il manque « POUR_QUI »."),
        (["access", "revoke", "first"], "« NUMÉRO » est un nombre."),
        (["--lang", "de", "check"], "« --lang » est l’un de : fr, en."),
    ],
)
def test_a_wrong_call_leaves_with_2_and_says_how_it_is_written(run, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr.replace("\u00a0", " ")
    assert "--help" in result.stderr
    assert result.stdout == ""


def test_a_call_without_a_command_shows_what_there_is(run):
    result = run()
    assert result.exit_code == 2
    assert all(command in result.stderr for command in ALL)


@pytest.mark.parametrize("command", ["export koungou", "backup"])
def test_a_house_that_was_never_opened_is_said_to_be_empty(run, command):
    result = run(*command.split())
    assert result.exit_code == 1
    assert "Il n’y a pas encore de données." in result.stderr


def test_a_database_that_does_not_answer_is_said_without_a_trace(run, monkeypatch):
    monkeypatch.setenv("QIC_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/carnet")
    result = run("access", "list")
    assert result.exit_code == 1
    assert "La base de données ne répond pas" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["access list", "export koungou", "backup"])
def test_a_house_of_another_version_is_left_alone(house, run, command):
    database = Database(house)
    migrate(database, "0001_room")
    assert "Démarrez une fois cette version" in run(*command.split()).stderr
    with database.writing() as work:
        work.session.connection().execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    database.dispose()
    result = run(*command.split())
    assert result.exit_code == 1
    assert "un Carnet QIC plus récent" in result.stderr


def test_it_runs_as_a_program_of_its_own(tmp_path):
    def call(*arguments):
        environment = {**os.environ, "QIC_DATA_DIR": str(tmp_path), "LANG": "fr_FR.UTF-8", "QIC_DATABASE_URL": ""}
        return subprocess.run(
            [sys.executable, "-m", "qic_core", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    told = call("demo")
    assert (told.returncode, told.stderr) == (0, "Récit de leurs histoires\n")
    saved = call("backup", str(tmp_path / "b.zip"))
    assert (saved.returncode, saved.stderr) == (0, "Sauvegarde\n")
    refused = call("restore", str(tmp_path / "b.zip"))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.replace("\u00a0", " ") == (
        "Il y a déjà un collectif ici : rien n’a été touché. Ajoutez --overwrite pour le remplacer.\n"
    )
    assert call("check").returncode == 0
    assert call("nothing").returncode == 2
