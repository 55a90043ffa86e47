"""The address that phones of the room can reach."""

import socket

UNROUTED = ("10.255.255.255", 9)


def room_address() -> str:
    """Return this machine's address on the room's network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(UNROUTED)
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def public_url(configured: str | None, port: int) -> str:
    """Return the configured public address, else the machine's own with its port."""
    return configured or f"http://{room_address()}:{port}"
