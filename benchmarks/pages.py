"""How long a page's script runs in the real server: asked over its WebSocket, timed until it says it is finished."""

from collections.abc import Callable, Iterator

from benchmarks.collectives import grown
from benchmarks.figures import Figure, Scale, p95
from benchmarks.rooms import asking, large
from benchmarks.served import served
from benchmarks.session import Session, session
from qic_core.db.engine import Database

VISITS, WARM_UP = 20, 3
FEWER_SECONDS = 5.0
HOUSES: dict[str, tuple[Callable[[Database], None], int]] = {
    "demo": (asking("ideas", answers=80), 200),
    "40 cells, 5 000 contributions": (large, 300),
    "60 organisations, 300 changes, 5 000 contributions": (grown, 200),
}


def measure(scale: Scale) -> Iterator[Figure]:
    """Run every page in a warm session, on the demo, then beside a large notebook."""
    for house, (prepare, target_ms) in HOUSES.items():
        with served(prepare) as app, session(app) as visitor:
            app.settle()
            visitor.run("")
            for page in visitor.pages:
                for _ in range(WARM_UP):
                    visitor.run(page)
                runs = [1000 * p95(_visits(visitor, page)) for _ in range(scale.runs)]
                yield Figure(f"/{page}, {house}: script run, p95", "ms", target_ms, runs)


def _visits(visitor: Session, page: str) -> Iterator[float]:
    """Run a page 20 times, fewer when that takes over 5 s: then its p95 is its worst."""
    spent = 0.0
    for _ in range(VISITS):
        spent += (seconds := visitor.run(page))
        yield seconds
        if spent > FEWER_SECONDS:
            return
