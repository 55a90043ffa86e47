import gzip

import brotli
import pytest
from starlette.responses import FileResponse
from starlette.testclient import TestClient

from qic_core.web import frontend
from qic_core.web.assets import accepted_encoding

CHUNK = frontend.find_asset("InputInstructions")
FONT = frontend.find_asset("SourceSansVF-Upright")
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def raw(client: TestClient, path: str, accepts: str) -> tuple[str | None, bytes]:
    with client.stream("GET", path, headers={"Accept-Encoding": accepts}) as answer:
        return answer.headers.get("content-encoding"), b"".join(answer.iter_raw())


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        (b"gzip, deflate, br, zstd", "br"),
        (b"gzip, deflate", "gzip"),
        (b"br;q=0, gzip;q=0.5", "gzip"),
        (b"gzip; q=0.0", "identity"),
        (b"", "identity"),
    ],
)
def test_the_smallest_encoding_that_the_browser_reads_is_taken(accepts, encoding):
    assert accepted_encoding([(b"accept-encoding", accepts)]) == encoding


@pytest.mark.parametrize(("accepts", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)])
def test_a_file_says_the_same_in_every_encoding(client, accepts, encoding):
    said, body = raw(client, f"/static/{frontend.version()}/{CHUNK}", accepts)
    assert said == encoding
    assert UNPACK[encoding](body) == frontend.asset_body(CHUNK)


@pytest.mark.parametrize(("name", "kind"), [(CHUNK, "text/javascript; charset=utf-8"), (FONT, "font/woff2")])
def test_a_file_of_this_version_is_kept_for_good_by_the_browser(client, name, kind):
    answer = client.get(f"/static/{frontend.version()}/{name}")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == kind


def test_a_font_is_not_compressed_twice(client):
    assert raw(client, f"/static/{frontend.version()}/{FONT}", "br, gzip") == (None, frontend.asset_body(FONT))


@pytest.mark.parametrize("folder", ["", "000000000000/"])
def test_a_page_left_open_before_an_upgrade_still_finds_its_files(client, folder):
    answer = client.get(f"/static/{folder}{CHUNK}")
    assert answer.content == frontend.asset_body(CHUNK)
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["js/index.00000000.js", "../index.html", "js/%2e%2e/%2e%2e/index.html", "", "js"])
def test_what_streamlit_does_not_ship_is_not_found(client, path):
    assert client.get(f"/static/{frontend.version()}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/carnets", "/animer?passage=3"])
@pytest.mark.parametrize("accepts", ["br, gzip", "gzip", "identity"])
def test_every_page_address_answers_the_french_document(client, path, accepts):
    answer = client.get(path, headers={"Accept-Encoding": accepts})
    assert '<html lang="fr">' in answer.text
    assert "<title>Carnet QIC</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_an_unchanged_document_is_not_sent_again(client):
    known = client.get("/").headers["etag"]
    answer = client.get("/carnets", headers={"If-None-Match": known})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_browser_that_knows_streamlits_own_document_gets_ours(client):
    shipped = FileResponse(frontend.INDEX, stat_result=frontend.INDEX.stat()).headers["etag"]
    answer = client.get("/", headers={"If-None-Match": shipped})
    assert answer.status_code == 200
    assert '<html lang="fr">' in answer.text


def test_a_document_that_only_its_headers_are_asked_of_has_no_body(client):
    answer = client.head("/carnets")
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 1000


def test_the_icon_of_the_house_replaces_streamlits(client):
    assert client.get("/favicon.png").content == frontend.FAVICON.read_bytes()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_phones_pages_go_through_as_they_are(client, method):
    answer = client.request(method, "/r/QUAR24")
    assert answer.text == "<p>Bonjour</p>"
    assert answer.headers["etag"] == '"phone"'
