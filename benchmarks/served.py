"""The real app, started as anyone starts it, on data of its own."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from qic_core.db.engine import Database
from qic_core.settings import ROOT

START_SECONDS = 60
STOP_SECONDS = 20
SETTLE_SECONDS = 120
IDLE_CORES = 0.3
COMMAND = (sys.executable, "-m", "streamlit", "run", "app.py")
LOOK_EVERY = 0.02
TICKS = os.sysconf("SC_CLK_TCK")


class Served:
    """One running app; its address, its links and its data stay the same after a restart."""

    def __init__(self, folder: Path, database_url: str = "", command: Sequence[str] = COMMAND) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data_dir = folder
        self.database_url = database_url or f"sqlite:///{folder / 'carnet.sqlite'}"
        self._command = [word.format(port=self.port) for word in command]
        self._log = folder / "server.log"
        self._environment = os.environ | {
            "PYTHONUNBUFFERED": "1",
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
            "STREAMLIT_SERVER_PORT": str(self.port),
            "QIC_DATA_DIR": str(folder),
            "QIC_DATABASE_URL": self.database_url,
            "QIC_PUBLIC_URL": self.url,
        }

    def start(self) -> float:
        """Start the app; return after how many seconds its first page and a phone's page were served."""
        begun = time.perf_counter()
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        while not (self._answers("/_stcore/health") and self._answers("/") and self._answers(self._phone_path())):
            if self._process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                self.kill()
                raise RuntimeError(f"the app did not start:\n{self._log.read_text()}")
            time.sleep(LOOK_EVERY)
        return time.perf_counter() - begun

    def stop(self) -> None:
        """Stop the app as Ctrl-C does."""
        os.killpg(self._process.pid, signal.SIGINT)
        self._process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """Kill the app without warning (kill -9)."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    @property
    def facilitator_link(self) -> str:
        """Return the link that was printed for the facilitator."""
        return self._printed("Animation")

    @property
    def code(self) -> str:
        """Return the code of the room."""
        return self._printed("Téléphones").rpartition("/")[2]

    @property
    def log(self) -> str:
        """Return what the app has printed since it was last started."""
        return self._log.read_text()

    def cpu_seconds(self) -> float:
        """Return the processor time that the app has used."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_mb(self) -> float:
        """Return the memory that the app holds."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def settle(self) -> None:
        """Wait until the app does next to nothing: at its first start, a thread compresses files for half a minute."""
        for _ in range(SETTLE_SECONDS):
            before = self.cpu_seconds()
            time.sleep(1)
            if self.cpu_seconds() - before < IDLE_CORES:
                return
        raise RuntimeError(f"the app is still busy after {SETTLE_SECONDS} s")

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Look at the app's data from beside it; to read, as the app alone writes."""
        database = Database(self.database_url)
        try:
            yield database
        finally:
            database.dispose()

    def _phone_path(self) -> str:
        return f"/r/{self.code}" if self._find("Données") else ""

    def _answers(self, path: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return bool(path) and connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _printed(self, label: str) -> str:
        found = self._find(label)
        if not found:
            raise RuntimeError(f"no line « {label} : » in:\n{self.log}")
        return found.group(1)

    def _find(self, label: str) -> re.Match[str] | None:
        return re.search(rf"^{label}\s*:\s*(\S+)", self.log, re.MULTILINE)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give an empty folder that other users may enter (as root, PostgreSQL runs as one of them)."""
    folder = Path(tempfile.mkdtemp(prefix="qic-bench-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(
    prepare: Callable[[Database], None], *, database_url: str = "", command: Sequence[str] = COMMAND, start: bool = True
) -> Iterator[Served]:
    """Prepare a database through the services, then start the app on it; it is gone at the end."""
    with scratch() as folder:
        (folder / "compressed").symlink_to(_shelf().name)
        app = Served(folder, database_url, command)
        with app.database() as database:
            prepare(database)
        if start:
            app.start()
        try:
            yield app
        finally:
            app.kill()


@cache
def _shelf() -> tempfile.TemporaryDirectory[str]:
    """Return where all apps of this process keep their compressed files: the second start finds them."""
    return tempfile.TemporaryDirectory(prefix="qic-bench-")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
