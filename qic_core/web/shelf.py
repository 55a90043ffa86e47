"""The compressed static files: made quickly for who asks first, then as small as can be, and kept from run to run."""

import gzip
import logging
import os
import queue
import shutil
import sys
import threading
from pathlib import Path
from tempfile import NamedTemporaryFile

import brotli
import zopfli.gzip

from qic_core.web import frontend

logger = logging.getLogger(__name__)

IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
LAST = 19  # the priority of what everybody else may interrupt
COMPRESSIBLE = (".js", ".css", ".svg", ".html")
Key = tuple[str, str]


def quick(body: bytes, encoding: str) -> bytes:
    """Compress in a few hundredths of a second per megabyte."""
    compressed: bytes = brotli.compress(body, quality=9) if encoding == BROTLI else gzip.compress(body, 9)
    return compressed


def smallest(body: bytes, encoding: str) -> bytes:
    """Compress as far as is sensible, about a second per megabyte."""
    compressed: bytes = brotli.compress(body, lgwin=24) if encoding == BROTLI else zopfli.gzip.compress(body)
    return compressed


class Shelf:
    """What is ready to send, by file name and encoding; without a folder it is forgotten when the process ends."""

    def __init__(self, folder: Path | None = None) -> None:
        self._ready: dict[Key, bytes] = {}
        self._folder = folder / frontend.version() if folder else None
        self._wanted: queue.Queue[Key] = queue.Queue()

    def start(self) -> None:
        """Start the thread that makes small what was asked, beginning with the files of every page."""
        for name in frontend.first_assets():
            self._want(name, BROTLI)
            self._want(name, GZIP)
        self._forget_other_versions()
        threading.Thread(target=self._work, name="static files", daemon=True).start()

    def at_hand(self, name: str, encoding: str) -> bytes | None:
        """Return what is in memory, without any work."""
        return self._ready.get((name, encoding))

    def take(self, name: str, encoding: str) -> bytes:
        """Return one of `frontend.asset_names()` in this encoding: reads and compresses, so not for the event loop."""
        kept = self._kept(name, encoding)
        if kept is None:
            body = frontend.asset_body(name)
            kept = body if encoding == IDENTITY else quick(body, encoding)
            self._want(name, encoding)
        self._ready[name, encoding] = kept
        return kept

    def _kept(self, name: str, encoding: str) -> bytes | None:
        path = self._path(name, encoding)
        return path.read_bytes() if path and path.exists() else None

    def _path(self, name: str, encoding: str) -> Path | None:
        return self._folder / f"{name}.{encoding}" if self._folder else None

    def _want(self, name: str, encoding: str) -> None:
        if encoding != IDENTITY and name.endswith(COMPRESSIBLE):
            self._wanted.put((name, encoding))

    def _work(self) -> None:
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAST)
        while True:
            self.improve(*self._wanted.get())

    def improve(self, name: str, encoding: str) -> None:
        """Make one file as small as can be, unless it already is."""
        kept = self._kept(name, encoding)
        if kept is None:
            kept = smallest(frontend.asset_body(name), encoding)
            self._keep(name, encoding, kept)
        self._ready[name, encoding] = kept

    def _keep(self, name: str, encoding: str, compressed: bytes) -> None:
        path = self._path(name, encoding)
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(compressed)
            Path(file.name).replace(path)
        except OSError as error:
            logger.warning("The compressed static files cannot be kept in %s: %s", path.parent, error)

    def _forget_other_versions(self) -> None:
        if self._folder and self._folder.parent.exists():
            for other in self._folder.parent.iterdir():
                if other != self._folder:
                    shutil.rmtree(other, ignore_errors=True)
