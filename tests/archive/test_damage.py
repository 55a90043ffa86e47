"""Whatever happens to a file on its way, it is refused or read as it was: never anything in between."""

import random

import pytest

from qic_core.archive.reading import read_archive
from qic_core.errors import DomainError


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
        assert outcome(bytes(spoilt)) in (told, "archive_damaged", "archive_foreign", "archive_newer")


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
