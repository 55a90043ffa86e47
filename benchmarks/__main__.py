"""Measure what the product promises: `python -m benchmarks [NAME …]`; `--list` says which names there are."""

import argparse
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module

from benchmarks.figures import Figure, Scale, header, line
from benchmarks.machine import Watch, load

NAMES = ("visits", "start", "phones", "wall", "pages", "journey", "cooperation", "dashboard", "public", "crash")
SMALL = Scale(runs=1, share=0.1)


def main() -> None:
    """Read the command line, measure, print the table as it comes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *NAMES], metavar="NAME", help="what to measure (all)")
    parser.add_argument("--list", action="store_true", help="list the names")
    parser.add_argument("--small", action="store_true", help="one run with a tenth of the load, to see that it works")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
    if asked.list:
        for name in NAMES:
            print(f"{name:8} {import_module(f'benchmarks.{name}').__doc__.splitlines()[0]}")
        return
    scale = SMALL if asked.small else Scale(asked.runs)
    print(header())
    over = sum(_measured(name, scale) for name in asked.names or NAMES)
    print(f"\n{over} over target" if over else "\nAll within target")


def _measured(name: str, scale: Scale) -> int:
    """Print what one module measures; return how many figures are over their target."""
    measure: Callable[[Scale], Iterator[Figure]] = import_module(f"benchmarks.{name}").measure
    print(f"\n{name} – {load()}", flush=True)
    watch, over = Watch(), 0
    for figure in measure(scale):
        print(line(figure), flush=True)
        over += figure.is_over
    print(f"{name}: {watch.seconds:.0f} s; meanwhile others kept {watch.others():.1f} cores busy", flush=True)
    return over


if __name__ == "__main__":
    main()
