"""A zip that came from outside: what is wrong with it is told apart from what is wrong with us."""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1


class Damaged(Exception):
    """A file from outside does not hold what it says; whoever reads it refuses it in a sentence."""


class Part:
    """A file within a zip, while it is open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most so many; raises Damaged where they are not what the zip says."""
        with _told_apart():
            return self._file.read(size)


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open a zip, whose parts are read by `part_in`; raises Damaged for one that is none, or not packed as ours are."""
    with _told_apart():
        packed = zipfile.ZipFile(source)
    with packed:
        if not all(map(_is_readable, packed.infolist())):
            raise Damaged
        yield packed


@contextmanager
def part_in(packed: zipfile.ZipFile, entry: str | zipfile.ZipInfo) -> Iterator[Part]:
    """Open a part that is there; raises Damaged for one that does not lie where the zip says."""
    with _told_apart():
        file = packed.open(entry)
    with file:
        yield Part(file)


def json_in(packed: zipfile.ZipFile, name: str) -> object:
    """Return what a JSON file of the zip says; raises Damaged when it is not there, or no JSON."""
    if name not in packed.namelist():
        raise Damaged(name)
    with part_in(packed, name) as part:
        told = part.read()
    try:
        said: object = json.loads(told, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Damaged(name) from error
    return said


@contextmanager
def _told_apart() -> Iterator[None]:
    """Raise Damaged for what the reader of zips stumbles over; only that is done within."""
    try:
        yield
    # UnicodeDecodeError: a name that says it is UTF-8, and is not.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise Damaged from error


def _is_readable(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is packed as ours are, and lies in the file: one before its start is asked for in vain."""
    return entry.compress_type in READ and not entry.flag_bits & ENCRYPTED and entry.header_offset >= 0


def _no_number(constant: str) -> None:
    """Refuse NaN and the infinities, which are no JSON."""
    raise ValueError(constant)
