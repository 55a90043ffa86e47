"""Pages that all begin alike: what they share, most of their weight, is compressed once."""

import zlib

LEVEL, GZIP_WINDOW_BITS = 5, 16 + 14


class Compressor:
    """Makes gzip bodies of pages that start with `opening`."""

    def __init__(self, opening: str) -> None:
        self._length = len(opening)
        self._begun = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_WINDOW_BITS)
        self._opening = self._begun.compress(opening.encode())

    def compressed(self, page: str) -> bytes:
        """Return the whole page, compressed."""
        rest = self._begun.copy()
        return self._opening + rest.compress(page[self._length :].encode()) + rest.flush()
