import gzip

import pytest
from starlette.testclient import TestClient

from qic_core.web import frontend
from qic_core.web.shelf import Shelf

CHUNK = frontend.find_asset("InputInstructions")
LARGE = frontend.find_asset("Selectbox")


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_file_made_small_takes_the_place_of_the_quick_one_and_stays_from_run_to_run(tmp_path, encoding):
    shelf = Shelf(tmp_path)
    quick = shelf.take(LARGE, encoding)
    shelf.improve(LARGE, encoding)
    small = shelf.at_hand(LARGE, encoding)
    assert small is not None
    assert len(small) < len(quick)
    assert Shelf(tmp_path).take(LARGE, encoding) == small


def test_nothing_is_at_hand_before_it_is_taken():
    assert Shelf().at_hand(CHUNK, "br") is None


def test_a_folder_that_cannot_be_written_costs_nothing_but_the_keeping(tmp_path):
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file")
    shelf.improve(CHUNK, "gzip")
    assert gzip.decompress(shelf.at_hand(CHUNK, "gzip") or b"") == frontend.asset_body(CHUNK)


def test_the_files_of_an_earlier_version_are_forgotten_when_the_house_opens(house, tmp_path):
    (tmp_path / "000000000000" / "js").mkdir(parents=True)
    (tmp_path / "notes.txt").write_text("kept")
    with TestClient(house):
        assert not (tmp_path / "000000000000").exists()
