"""Questions to the database from the event loop."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from qic_core.db.engine import Database

T = TypeVar("T")
UNREADABLE = (DBAPIError, TimeoutError)


class Reader:
    """Asks at once on SQLite, over a connection kept open: a thread would cost more than the answer.

    Asks in a thread on PostgreSQL. Raises one of UNREADABLE when the storage can't answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None

    async def glimpse(self, question: Callable[[Connection], T]) -> T:
        """Return what `question` answers, from one snapshot."""
        return self._here(question) if self._database.is_sqlite else await run_in_threadpool(self._there, question)

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Return what `question` answers through the ORM, from one snapshot."""

        def asked(connection: Connection) -> T:
            with Session(connection) as session:
                return question(session)

        return await self.glimpse(asked)

    def close(self) -> None:
        """Give the connection back."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _here(self, question: Callable[[Connection], T]) -> T:
        connection = self._connection = self._connection or self._database.read_engine.connect()
        try:
            return question(connection)
        finally:
            connection.rollback()

    def _there(self, question: Callable[[Connection], T]) -> T:
        with self._database.read_engine.connect() as connection:
            return question(connection)
