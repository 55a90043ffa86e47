import pytest

from qic_core.web.shortcut import is_ours


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("/r", True),
        ("/r/", True),
        ("/r/QUAR24", True),
        ("/r/QUAR24/repondre", True),
        ("/", False),
        ("/rapport", False),
        ("/c/tilleuls", True),
        ("/chemins", False),
    ],
)
def test_the_folders_of_phones_and_of_the_public_page_are_known(path, ours):
    assert is_ours(path) is ours


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/r/QUAR24", 200),
        ("GET", "/r/QUAR24/elsewhere", 404),
        ("DELETE", "/r/QUAR24", 405),
        ("GET", "/bare", 200),
    ],
)
def test_phones_are_answered_by_their_routes_alone(client, method, path, status):
    assert client.request(method, path).status_code == status


def test_phones_keep_the_security_headers(client):
    assert client.get("/r/QUAR24").headers["x-content-type-options"] == "nosniff"
