"""Compressed pages: the same pages."""

import gzip

import pytest

from qic_core.phone.compression import Compressor

OPENING = "<!doctype html><style>body{color:#14323a}</style>" * 200


@pytest.mark.parametrize("rest", ["", "<title>Où en sommes-nous ?</title>", "<p>👩🏽‍🌾</p>" * 10_000])
def test_a_compressed_page_reads_back_as_itself_however_often_it_is_asked_for(rest):
    compressor = Compressor(OPENING)
    for _ in range(3):
        assert gzip.decompress(compressor.compressed(OPENING + rest)).decode() == OPENING + rest


def test_every_page_of_the_room_is_compressed_for_who_can_read_it(room):
    room.open("ideas")
    phone = room.phone("Habitants")
    for path in ("/r/", "/r/ZZZZZZ", "/r/QUAR24", "/r/QUAR24?lang=en"):
        packed, plain = phone.get(path), phone.get(path, headers={"Accept-Encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.text.partition("<main")[0] == plain.text.partition("<main")[0]
        assert "</html>" in packed.text
