import base64
import hashlib
from pathlib import Path

import pytest

from qic_core.web.headers import content_security_policy
from tests.web.conftest import PHONE_POLICY


def policy_of(answer):
    directives = (directive.split() for directive in answer.headers["content-security-policy"].split(";"))
    return {name: sources for name, *sources in directives}


@pytest.mark.parametrize("path", ["/", "/carnets", "/bare"])
def test_a_page_may_load_and_ask_nothing_but_this_machine(client, path):
    policy = policy_of(client.get(path))
    assert policy["default-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert policy["connect-src"] == ["'self'", "ws://testserver", "wss://testserver"]


def test_the_inline_script_of_the_document_may_run(client):
    answer = client.get("/")
    script = answer.text.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy_of(answer)["script-src"]


def test_the_inline_script_of_a_component_may_run():
    policy = content_security_policy(["<script>var a</script><script src='b.js'></script>"]).decode()
    assert policy.count("'sha256-") == 1


def test_a_host_that_would_change_the_policy_is_not_written_into_it(client):
    policy = policy_of(client.get("/bare", headers={"Host": "x; script-src *"}))
    assert policy["connect-src"] == ["'self'"]


def test_the_phones_pages_keep_their_own_stricter_policy(client):
    assert client.get("/r/QUAR24").headers.get_list("content-security-policy") == [PHONE_POLICY]


def test_a_download_has_no_policy(client):
    answer = client.get("/sheet.pdf")
    assert "content-security-policy" not in answer.headers
    assert answer.headers["content-disposition"] == "attachment"


@pytest.mark.parametrize("path", ["/", "/r/QUAR24", "/sheet.pdf", "/static/none.js"])
def test_nothing_is_taken_for_what_it_does_not_say_it_is(client, path):
    assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_an_address_of_ours_is_not_told_to_other_sites_but_forms_keep_their_origin(client):
    assert client.get("/r/QUAR24").headers["referrer-policy"] == "same-origin"


def test_a_page_has_neither_camera_nor_place(client):
    assert "camera=(), " in client.get("/").headers["permissions-policy"]


def test_the_document_of_every_component_in_use_is_known():
    from qic_core.web.middleware import middleware

    documents = [
        path for layer in middleware(lambda _request: None, []) for path in layer.kwargs.get("component_pages", [])
    ]
    assert all(isinstance(path, Path) and path.is_file() for path in documents)
