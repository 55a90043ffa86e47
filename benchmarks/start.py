"""From the command to the first page served and a phone's page, with data already there."""

import subprocess
from collections.abc import Iterator, Sequence

from benchmarks.figures import Figure, Scale
from benchmarks.rooms import demo
from benchmarks.served import COMMAND, served
from qic_core.settings import ROOT

MAKE = ("make", "--no-print-directory", "run", "PORT={port}")
INSTALLED = ("make", "--silent", ".venv/installed-run")
TARGET_SECONDS = 5.0


def measure(scale: Scale) -> Iterator[Figure]:
    """Start, stop and start again, by both commands."""
    subprocess.run(INSTALLED, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for name, command in {"streamlit run app.py": COMMAND, "make run": MAKE}.items():
        yield Figure(f"start again by `{name}`: to the first page served", "s", TARGET_SECONDS, _starts(command, scale))


def _starts(command: Sequence[str], scale: Scale) -> list[float]:
    """Return the seconds of each start but the first, which writes what the others find."""
    with served(demo, command=command) as app:
        app.settle()
        seconds = []
        for _ in range(scale.runs):
            app.stop()
            seconds.append(app.start())
    return seconds
