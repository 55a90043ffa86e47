import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

THIS_MACHINE = "127.0.0.1"
A_PHONE = "192.0.2.7"


@pytest.mark.parametrize(
    ("method", "path", "sender", "status"),
    [
        ("GET", "/_stcore/metrics", A_PHONE, 404),
        ("GET", "/_stcore/metrics/", A_PHONE, 404),
        ("GET", "/_stcore/metrics", "not an address", 404),
        ("GET", "/_stcore/metrics", THIS_MACHINE, 200),
        ("GET", "/_stcore/metrics", "::1", 200),
        ("PUT", "/_stcore/upload_file/session/file", A_PHONE, 403),
        ("PUT", "/_stcore/upload_file/session/file", THIS_MACHINE, 403),
        ("DELETE", "/_stcore/upload_file/session/file", A_PHONE, 200),
        ("GET", "/_stcore/host-config", A_PHONE, 200),
        ("POST", "/r/QUAR24", A_PHONE, 200),
    ],
)
def test_doors_that_nobody_uses_are_shut(house, method, path, sender, status):
    assert TestClient(house, client=(sender, 50000)).request(method, path).status_code == status


@pytest.mark.parametrize(
    ("role", "status"), [("READER", 403), ("SCRIBE", 403), ("COORDINATOR", 200), ("FACILITATOR", 200)]
)
def test_only_who_keeps_the_journey_may_upload(house, role, status):
    upload = "/_stcore/upload_file/session/file"
    assert TestClient(house, cookies={"role": role}).put(upload).status_code == status


@pytest.mark.parametrize("headers", [{"origin": "http://testserver"}, {}])
def test_a_page_of_ours_opens_its_websocket(client, headers):
    with client.websocket_connect("/_stcore/stream", headers=headers) as websocket:
        assert websocket.receive_text() == "reached"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://testserver.evil.example", "http://["])
def test_a_page_of_another_site_does_not(client, origin):
    refused = client.websocket_connect("/_stcore/stream", headers={"origin": origin})
    with pytest.raises(WebSocketDisconnect):
        refused.__enter__()
