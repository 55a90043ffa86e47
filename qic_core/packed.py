"""A zip that came from outside: what is wrong with it is told apart from what is wrong with us."""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1


class Damaged(Exception):
    """A file from outside does not hold what it says; whoever reads it refuses it in a sentence."""


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open a zip; raises Damaged for one that is none, or torn, wherever in the reading that shows."""
    try:
        with zipfile.ZipFile(source) as packed:
            if not all(map(_is_readable, packed.infolist())):
                raise Damaged
            yield packed
    # UnicodeDecodeError: a name that says it is UTF-8, and is not.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise Damaged from error


def json_in(packed: zipfile.ZipFile, name: str) -> object:
    """Return what a JSON file of the zip says; raises Damaged when it is not there, or no JSON."""
    if name not in packed.namelist():
        raise Damaged(name)
    try:
        said: object = json.loads(packed.read(name), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Damaged(name) from error
    return said


def _is_readable(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is packed as ours are, and lies in the file: one before its start is asked for in vain."""
    return entry.compress_type in READ and not entry.flag_bits & ENCRYPTED and entry.header_offset >= 0


def _no_number(constant: str) -> None:
    """Refuse NaN and the infinities, which are no JSON."""
    raise ValueError(constant)
