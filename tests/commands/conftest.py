"""A command line and the house that it works on, on each engine in turn."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import make_url

from qic_core.__main__ import program
from qic_core.db.engine import Database
from qic_core.demo import load_demo

BOTH_ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands are typed in."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what a call prints and leaves with, as someone whose LANG is not set."""
    monkeypatch.delenv("LANG", raising=False)
    monkeypatch.delenv("QIC_PUBLIC_URL", raising=False)
    monkeypatch.setenv("QIC_DATA_DIR", str(tmp_path / "data"))
    # Streamlit reads its settings in the folder of the call: tests/web looks at this check, test_program runs it whole.
    monkeypatch.setattr("qic_core.web.checks.check_runtime", lambda words: [])

    def call(*arguments: object) -> Result:
        result = CliRunner().invoke(program, [str(argument) for argument in arguments], prog_name="qic")
        assert isinstance(result.exception, SystemExit | None), result.exception
        return result

    return call


@pytest.fixture
def house(database_url: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database, which the commands are told."""
    monkeypatch.setenv("QIC_DATABASE_URL", database_url)
    return database_url


@pytest.fixture(scope="session")
def told_postgres(postgres_server: Any, migrated_postgres: str) -> str:
    """The name of a database with the demo collectives to copy."""
    url = postgres_server.create(template=migrated_postgres)
    database = Database(url)
    load_demo(database)
    database.dispose()
    return str(make_url(url).database)


@pytest.fixture(params=BOTH_ENGINES)
def told_house(request: pytest.FixtureRequest, run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a database that holds the demo collectives, on each engine in turn."""
    if request.param == "sqlite":
        url = request.getfixturevalue("sqlite_url")
        shutil.copy(request.getfixturevalue("told_sqlite"), str(make_url(url).database))
        monkeypatch.setenv("QIC_DATABASE_URL", url)
        yield url
        return
    server = request.getfixturevalue("postgres_server")
    url = server.create(template=request.getfixturevalue("told_postgres"))
    monkeypatch.setenv("QIC_DATABASE_URL", url)
    yield url
    server.drop(url)
