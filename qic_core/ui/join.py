"""The way into the room: address, code and QR."""

from functools import lru_cache

import segno

from qic_core.ui.html import draw
from qic_core.ui.session import phone_url


def join_address(code: str) -> str:
    """Return the address that the QR carries."""
    return f"{phone_url()}/r/{code}"


@lru_cache(maxsize=16)
def qr_of(address: str) -> str:
    """Return a QR code as the address of an SVG picture."""
    return segno.make(address, error="m").svg_data_uri(border=2, omitsize=True, light="#ffffff", dark="#14323a")


def draw_join(code: str) -> None:
    """Draw address, code and QR for a page."""
    address = join_address(code)
    draw("join.html", qr=qr_of(address), address=address.split("://")[-1], code=code)
