"""Questions to the database from the event loop."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.pool import PoolProxiedConnection
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from qic_core.db.engine import Database, sqlite_driver
from qic_core.workshop.glance import Fetch

T = TypeVar("T")
UNREADABLE: tuple[type[Exception], ...] = (DBAPIError, TimeoutError, sqlite_driver().Error)


class Reader:
    """Asks at once on SQLite, where a thread would cost more than the answer; in a thread on PostgreSQL.

    Raises one of UNREADABLE when the storage can't answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._driver: PoolProxiedConnection | None = None

    async def glimpse(self, question: Callable[[Fetch], T]) -> T:
        """Return what `question` answers; on SQLite over a connection kept open, each query a snapshot of its own."""
        if self._database.is_sqlite:
            return question(self._fetch_here)
        return await run_in_threadpool(self._glimpse, question)

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Return what `question` answers through the ORM, from one snapshot."""
        return self._ask(question) if self._database.is_sqlite else await run_in_threadpool(self._ask, question)

    def close(self) -> None:
        """Give the connection back."""
        if self._driver:
            self._driver.close()
            self._driver = None

    def _fetch_here(self, sql: str, **params: object) -> Sequence[Sequence[Any]]:
        driver = self._driver = self._driver or self._database.read_engine.raw_connection()
        cursor = driver.cursor()
        cursor.execute(sql, params)
        return cursor.fetchall()  # to the end: a query left open would hold an old snapshot

    def _glimpse(self, question: Callable[[Fetch], T]) -> T:
        with self._database.read_engine.connect() as connection:
            return question(_fetch_through(connection))

    def _ask(self, question: Callable[[Session], T]) -> T:
        with self._database.reading() as session:
            return question(session)


def _fetch_through(connection: Connection) -> Fetch:
    def fetch(sql: str, **params: object) -> Sequence[Sequence[Any]]:
        return connection.execute(text(sql), params).all()

    return fetch
