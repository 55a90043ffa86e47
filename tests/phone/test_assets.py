"""What pages carry."""

import gzip
import hashlib
import re

from qic_core.phone import assets as carried
from qic_core.phone.assets import load_assets
from qic_core.phone.script_words import SCRIPT_WORDS


def test_the_script_is_named_for_what_is_in_it_and_kept_for_good(room):
    path = re.search(r'<script src="([^"]+)" defer>', room.phone(None).get("/r/").text).group(1)
    response = room.client.get(path)
    assert hashlib.sha256(response.content).hexdigest()[:12] in path
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["content-type"].startswith("text/javascript")
    plain = room.client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == response.content


def test_a_missing_pictogram_is_simply_not_drawn(monkeypatch, tmp_path):
    (tmp_path / "agree.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path d="M1 1"/></svg>'
    )
    monkeypatch.setattr(carried, "PICTOGRAMS", tmp_path)
    pictograms = load_assets().pictograms
    assert pictograms == {"agree": '<symbol id="p-agree" viewBox="0 0 48 48"><path d="M1 1"/></symbol>'}


def test_the_script_has_all_its_words_and_no_others():
    script = (carried.STATIC / "phone.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\bwords\.(\w+)", script)) == set(SCRIPT_WORDS)


def test_the_compressed_script_is_the_script():
    assets = load_assets()
    assert gzip.decompress(assets.script_gzip) == assets.script


def test_pages_are_never_kept_and_allow_nothing_from_elsewhere(room):
    headers = room.phone(None).get().headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
