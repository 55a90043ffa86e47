import stat

import pytest

from qic_core.access.key import signing_key


@pytest.fixture(autouse=True)
def restarted(monkeypatch):
    """Each test begins as a fresh process does; calling it again is a restart."""
    monkeypatch.delenv("QIC_SECRET", raising=False)
    signing_key.cache_clear()
    return signing_key.cache_clear


def test_the_key_is_made_once_and_found_again_at_every_start(tmp_path, restarted):
    key = signing_key(tmp_path / "data")
    restarted()
    assert signing_key(tmp_path / "data") == key
    assert len(key) >= 32


def test_no_two_machines_have_the_same_key(tmp_path):
    assert signing_key(tmp_path / "here") != signing_key(tmp_path / "there")


def test_the_key_is_for_its_owner_alone(tmp_path):
    signing_key(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_key_cut_short_by_a_crash_is_made_anew(tmp_path):
    (tmp_path / "secret.key").touch()
    assert len(signing_key(tmp_path)) >= 32


def test_machines_may_share_a_key(tmp_path, monkeypatch):
    monkeypatch.setenv("QIC_SECRET", "shared")
    assert signing_key(tmp_path) == b"shared"
    assert list(tmp_path.iterdir()) == []
