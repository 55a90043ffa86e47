"""Questions to the database from the event loop."""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from qic_core.db.engine import Database

T = TypeVar("T")


class Reader:
    """Asks at once on SQLite, where a thread would cost more than the answer; in a thread on PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Return what `question` answers; values, for rows don't outlive their session."""
        return self._ask(question) if self._database.is_sqlite else await run_in_threadpool(self._ask, question)

    def _ask(self, question: Callable[[Session], T]) -> T:
        with self._database.reading() as session:
            return question(session)
