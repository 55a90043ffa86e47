"""One database, two ways in: `reading()` gives a snapshot, `writing()` one transaction that raises the revision."""

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.exc import InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlmodel import Session

from qic_core.db.tables import raise_revision
from qic_core.errors import NotSaved

try:
    from pysqlite3 import dbapi2 as newest_sqlite
except ImportError:
    newest_sqlite = sqlite3

SAFE_WAL = (3, 51, 3)
BUSY_TIMEOUT_MS = 5_000
POSTGRES_TIMEOUTS = "-c statement_timeout=10000 -c lock_timeout=5000"


def sqlite_driver() -> ModuleType:
    """Return the newest SQLite driver at hand: pysqlite3 carries its own SQLite where the system's is old."""
    driver: ModuleType = newest_sqlite
    return driver


def last_day_at(now: datetime) -> date:
    """Return the latest day that it is somewhere on earth at a moment: a day ahead of UTC."""
    return now.date() + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction: its session, the collective whose revision it raises, and the time it calls now."""

    session: Session
    collective_id: int | None
    now: datetime

    @property
    def last_day(self) -> date:
        """Return the latest day that it is somewhere on earth: what lies beyond is to come."""
        return last_day_at(self.now)


class TicketLock:
    """A fair lock: SQLite's own busy wait lets some writers wait for seconds (docs/decisions/0002)."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._holder: int | None = None

    def __enter__(self) -> None:
        if self._holder == threading.get_ident():
            raise RuntimeError("a transaction inside a transaction would wait for itself for ever")
        turn = threading.Event()
        with self._mutex:
            self._queue.append(turn)
            if len(self._queue) == 1:
                turn.set()
        turn.wait()
        self._holder = threading.get_ident()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._holder = None
        with self._mutex:
            self._queue.popleft()
            if self._queue:
                self._queue[0].set()


class Database:
    """The one door to storage; embedded SQLite (`sqlite:///file`) or PostgreSQL (`postgresql://…`)."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = TicketLock()
        if self.is_sqlite:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.write_engine = self._sqlite_engine(begin="BEGIN IMMEDIATE", pool_size=2)
            self.read_engine = self._sqlite_engine(begin="BEGIN", pool_size=10)
        else:
            self.url = self.url.set(drivername="postgresql+psycopg")
            self.write_engine = create_engine(
                self.url, pool_size=10, pool_pre_ping=True, connect_args={"options": POSTGRES_TIMEOUTS}
            )
            self.read_engine = self.write_engine.execution_options(isolation_level="REPEATABLE READ")

    @property
    def file(self) -> Path:
        """Return where an embedded database is kept."""
        return Path(str(self.url.database))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session for questions only; rows must not leave it, values may."""
        with Session(self.read_engine) as session:
            yield session

    @contextmanager
    def writing(self, collective_id: int | None = None) -> Iterator[Work]:
        """Give one transaction, committed at the end; raises NotSaved when the storage can't take it."""
        try:
            with self._turn, Session(self.write_engine) as session, session.begin():
                if collective_id is not None:
                    raise_revision(session, collective_id)
                yield Work(session, collective_id, datetime.now(UTC))
        except (OperationalError, InternalError, PoolExhausted) as error:  # PostgreSQL calls read-only internal
            raise NotSaved(str(getattr(error, "orig", error))) from error

    def dispose(self) -> None:
        """Close every connection."""
        self.write_engine.dispose()
        self.read_engine.dispose()

    def migration_engine(self) -> Engine:
        """Return an engine for migrations: foreign keys off on SQLite (docs/decisions/0002, batch recreation)."""
        return (
            self._sqlite_engine(begin="BEGIN IMMEDIATE", pool_size=1, foreign_keys=False)
            if self.is_sqlite
            else self.write_engine
        )

    def _sqlite_engine(self, *, begin: str, pool_size: int, foreign_keys: bool = True) -> Engine:
        engine = create_engine(
            self.url,
            module=sqlite_driver(),
            pool_size=pool_size,
            max_overflow=20,
            connect_args={"check_same_thread": False},
        )

        @event.listens_for(engine, "connect")
        def _set_up(connection: Any, record: object) -> None:
            connection.isolation_level = None
            for pragma in _pragmas(foreign_keys):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def _begin(connection: Any) -> None:
            connection.exec_driver_sql(begin)

        return engine


@cache
def database_at(url: str) -> Database:
    """Return the process's one Database for a url: pages, phones and the writers' queue share it."""
    return Database(url)


def _pragmas(foreign_keys: bool) -> list[str]:
    journal = "WAL" if sqlite_driver().sqlite_version_info >= SAFE_WAL else "DELETE"
    return [
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        f"journal_mode={journal}",
        "synchronous=FULL",
        f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
    ]


def is_healthy(database: Database) -> bool:
    """Ask the engine itself: SQLite's integrity check, or a plain answer from PostgreSQL."""
    with database.reading() as session:
        if not database.is_sqlite:
            return session.connection().execute(text("SELECT 1")).scalar() == 1
        broken_links = session.connection().execute(text("PRAGMA foreign_key_check")).all()
        return not broken_links and session.connection().execute(text("PRAGMA integrity_check")).scalar() == "ok"
