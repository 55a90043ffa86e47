"""What every page carries: its style, its script, its pictograms, and the policy that allows nothing else."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from qic_core.settings import ROOT
from qic_core.templates import source_of, tightened

STATIC = Path(__file__).parent / "static"
PICTOGRAMS = ROOT / "data" / "pictograms"


@dataclass(frozen=True, slots=True)
class Assets:
    """Read once at the start; the paths carry a hash of what they lead to, so that phones may keep it for good."""

    style: Markup
    script: bytes
    script_gzip: bytes
    script_path: str
    policy: str
    pictograms: Mapping[str, Markup]
    deck: bytes
    deck_gzip: bytes
    deck_path: str


def load_assets() -> Assets:
    """Read the style, the script and the pictograms; a missing pictogram is simply not drawn."""
    style, script = tightened(STATIC / "phone.css"), tightened(STATIC / "phone.js").encode()
    deck = _deck()
    return Assets(
        style=Markup(style),
        script=script,
        script_gzip=gzip.compress(script, 9, mtime=0),
        script_path=f"/r/_/phone.{_fingerprint(script)}.js",
        policy=_policy(source_of(style)),
        pictograms={path.stem: _symbol(path) for path in sorted(PICTOGRAMS.glob("*.svg"))},
        deck=deck,
        deck_gzip=gzip.compress(deck, 9, mtime=0),
        deck_path=f"/r/_/deck.{_fingerprint(deck)}.svg",
    )


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _deck() -> bytes:
    """Return the deck of pictograms as one file, from which a page takes each by its name."""
    symbols = Markup("").join(_symbol(path) for path in sorted((PICTOGRAMS / "deck").glob("*.svg")))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'.encode()


def _policy(style_source: str) -> str:
    return (
        f"default-src 'none'; style-src {style_source}; script-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _symbol(path: Path) -> Markup:
    drawing = re.sub(r"</?svg[^>]*>", "", path.read_text(encoding="utf-8")).strip()
    return Markup(f'<symbol id="p-{path.stem}" viewBox="0 0 48 48">{drawing}</symbol>')
