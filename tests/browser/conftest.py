"""The real app, started as anyone starts it, and Chromium in front of it."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
START_SECONDS = 60
PRINTED = ("Animation", "Téléphones", "Données")
# Chromium by itself calls its maker; a test's network is the machine it runs on.
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
    # Last: as long as Playwright is there, no other test may run an event loop in this thread.
    items.sort(key=lambda item: HERE in item.path.parents)


class Server:
    """One running app with data of its own; `url` stays the same after a restart."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data_dir = folder / "data"
        self._log = folder / "server.log"
        self._environment = os.environ | {
            "PYTHONUNBUFFERED": "1",
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
            "STREAMLIT_SERVER_PORT": str(self.port),
            "QIC_DATA_DIR": str(self.data_dir),
            "QIC_PUBLIC_URL": self.url,
            **environment,
        }
        self.start()

    def start(self) -> None:
        """Start the app and wait until it serves and has said where to go."""
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py"],
                cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                pytest.fail(f"the app did not start:\n{self.output}")
            time.sleep(0.1)

    @property
    def output(self) -> str:
        """What the app has printed since it was last started."""
        return self._log.read_text()

    @property
    def facilitator_link(self) -> str:
        return self._said("Animation")

    @property
    def phone_link(self) -> str:
        return self._said("Téléphones")

    def stop(self) -> int:
        """Stop the app as Ctrl-C does; return its exit status."""
        self._process.send_signal(2)
        return self._process.wait(timeout=20)

    def kill(self) -> None:
        """Kill the app without warning (kill -9)."""
        self._process.kill()
        self._process.wait()

    def restart(self) -> None:
        """Start it again on the same data, whether it was stopped, killed or still running."""
        if self._process.poll() is None:
            self.stop()
        self.start()

    def close(self) -> None:
        if self._process.poll() is None:
            self.kill()

    def _is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == 200 and all(map(self._find, PRINTED))
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _said(self, label: str) -> str:
        found = self._find(label)
        assert found, f"no line « {label} : » in:\n{self.output}"
        return found.group(1)

    def _find(self, label: str) -> re.Match[str] | None:
        return re.search(rf"^{label}\s*:\s*(\S+)", self.output, re.MULTILINE)


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start apps, each with its own data: `start_server(DEMO="0")`."""
    started: list[Server] = []

    def start(**environment: str) -> Server:
        folder = tmp_path / f"server-{len(started)}"
        folder.mkdir()
        started.append(Server(folder, environment))
        return started[-1]

    yield start
    for server in started:
        server.close()


@pytest.fixture
def server(start_server: Callable[..., Server]) -> Server:
    """The app with the demo collective."""
    return start_server()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page_at(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a window of a device of its own: `page_at(390, 844, java_script_enabled=False)`."""
    contexts = []

    def open_page(width: int, height: int, **context: object) -> Page:
        options = {"locale": "fr-FR", "timezone_id": "Indian/Mayotte"} | context
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep a picture of a page, when `--screenshots DIR` asks for it."""
    folder: Path | None = request.config.getoption("--screenshots")

    def keep(page: Page, name: str) -> None:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=True)

    return keep


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
