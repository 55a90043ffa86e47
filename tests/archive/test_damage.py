"""Whatever happens to a file on its way, it is refused or read as it was: never anything in between."""

import random
from contextlib import suppress

import pytest

from qic_core.archive.reading import read_archive
from qic_core.errors import DomainError
from qic_core.packed import Damaged, opened, part_in

ENTRY, END = b"PK\x01\x02", b"PK\x05\x06"
UTF8 = 0x08
REFUSED = ("archive_damaged", "archive_foreign", "archive_newer", "archive_too_large")


def outcome(data):
    try:
        return read_archive(data)
    except DomainError as refusal:
        return refusal.code


@pytest.mark.parametrize("seed", range(5))
def test_a_flipped_bit_never_goes_unseen(whole, seed):
    told, drawn = read_archive(whole), random.Random(seed)
    for _ in range(20):
        spoilt = bytearray(whole)
        spoilt[drawn.randrange(len(spoilt))] ^= 1 << drawn.randrange(8)
        assert outcome(bytes(spoilt)) in (told, *REFUSED)


def directory_of(data):
    """Return where the part begins that says what lies where."""
    return data.index(ENTRY)


@pytest.mark.parametrize("seed", range(8))
def test_a_spoilt_directory_never_goes_unseen(whole, tmp_path, seed):
    """Whole bytes of it, in memory and in a file: what is asked of a file before its start differs between the two."""
    told, drawn = read_archive(whole), random.Random(seed)
    for number in range(25):
        spoilt = bytearray(whole)
        for _ in range(drawn.randint(1, 4)):
            spoilt[drawn.randrange(directory_of(whole), len(whole))] = drawn.choice([0, 0x7F, 0x80, 0xFF, number])
        assert outcome(bytes(spoilt)) in (told, *REFUSED)
        read_through(tmp_path, bytes(spoilt))


def read_through(folder, data):
    """Read all of a file, as restoring a backup does: it is read, or it is damaged."""
    file = folder / "spoilt.zip"
    file.write_bytes(data)
    with suppress(Damaged), opened(file) as packed:
        for entry in packed.infolist():
            with part_in(packed, entry) as part:
                part.read()


def test_a_mistake_of_ours_while_a_file_is_open_is_not_called_damage(whole, tmp_path):
    file = tmp_path / "sound.zip"
    file.write_bytes(whole)
    with pytest.raises(UnicodeDecodeError), opened(file):
        b"\xff".decode()


def test_a_name_that_says_it_is_utf_8_and_is_not_is_refused(whole, tmp_path):
    spoilt = bytearray(whole)
    at = spoilt.rindex(ENTRY)
    spoilt[at + 9] |= UTF8
    spoilt[at + 46] = 0xFF
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(bytes(spoilt))
    read_through(tmp_path, bytes(spoilt))


def test_a_directory_that_leads_before_the_start_of_the_file_is_refused(whole, tmp_path):
    """Said to be longer than it is, it moves all that it names towards the start, and beyond."""
    spoilt = bytearray(whole)
    offset = spoilt.rindex(END) + 16
    told = int.from_bytes(spoilt[offset : offset + 4], "little")
    spoilt[offset : offset + 4] = (told + 100).to_bytes(4, "little")
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(bytes(spoilt))
    read_through(tmp_path, bytes(spoilt))


@pytest.mark.parametrize("kept", [0, 1, 4, 100, 10_000, -22, -1])
def test_a_cut_archive_is_refused(whole, kept):
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(whole[:kept])


@pytest.mark.parametrize(
    ("place", "value"),
    [(6, 84), (8, 0x01), (8, 0x20), (8, 0x40), (10, 12), (10, 14), (10, 99)],
    ids=["newer zip", "encrypted", "patched", "strongly encrypted", "bzip2", "lzma", "unknown method"],
)
def test_a_zip_of_another_kind_than_ours_is_refused(whole, place, value):
    spoilt = bytearray(whole)
    spoilt[whole.rindex(b"PK\x01\x02") + place] = value
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(bytes(spoilt))
