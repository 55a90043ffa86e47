"""What was acknowledged is kept, whenever the process is killed."""

import subprocess
import sys

from sqlmodel import select

from qic_core.db.engine import Database, is_healthy
from qic_core.settings import ROOT
from qic_core.workshop.tables import ContributionRow, IdeaRow

KILLS = 5
WRITERS = """
import os, random, signal, sys, time
from itertools import count
import qic_core.cells
from qic_core.db.engine import Database
from qic_core.workshop.contributions import Submission, record

def write(first, acknowledge):
    for number in count(first):
        key = f"phone-{number:08}"
        with database.writing(collective_id) as work:
            record(work, [Submission(run_id, key, {"ideas": [f"idée {number}"]})])
        os.write(acknowledge, f"{key} ".encode())

url, collective_id, run_id, kills = sys.argv[1], *map(int, sys.argv[2:])
database, moments = Database(url), random.Random(5)
for kill in range(kills):
    heard, acknowledge = os.pipe()
    writer = os.fork()
    if not writer:
        write(kill * 1_000_000, acknowledge)
    os.close(acknowledge)
    first = os.read(heard, 15)
    time.sleep(moments.uniform(0, 0.25))
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    print((first + open(heard, "rb").read()).decode())
"""


def acknowledged_by_killed_writers(url, *numbers):
    """Let writers record one contribution after another, each killed -9; return the keys they had acknowledged."""
    command = [sys.executable, "-c", WRITERS, url, *map(str, numbers)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60).stdout.split()


def test_what_was_acknowledged_is_there_once_after_kill_9(story):
    run_id, url = story.open("ideas"), story.database.url.render_as_string(hide_password=False)
    acknowledged = acknowledged_by_killed_writers(url, story.collective_id, run_id, KILLS)

    restarted = Database(url)
    with restarted.reading() as session:
        rows = session.exec(select(ContributionRow.key).where(ContributionRow.run_id == run_id))
        kept = [key.removeprefix("phone:") for key in rows]
        ideas = session.exec(select(IdeaRow.id).where(IdeaRow.run_id == run_id)).all()
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept)) == len(ideas) <= len(acknowledged) + KILLS
    assert is_healthy(restarted)
    restarted.dispose()

    resent = [
        story.submission(run_id, {"ideas": [f"idée {int(key.removeprefix('phone-'))}"]}, key=key)
        for key in acknowledged
    ]
    story.record(*resent)
    assert len(story.ideas(run_id)) == len(kept)
