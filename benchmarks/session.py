"""A Streamlit session without a browser: the same WebSocket, the same messages, nothing to draw."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from benchmarks.served import Served

PATIENCE_SECONDS = 60
LARGEST_MESSAGE = 50_000_000


class Session:
    """One visitor; each run of a page is asked for and timed until the server says that the script is finished."""

    def __init__(self, line: ClientConnection, app: Served) -> None:
        self._line = line
        self._app = app
        self.pages: list[str] = []

    def run(self, page: str, query: str = "") -> float:
        """Run a page (its address, empty for the first); return the seconds until its script had finished."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        asked.rerun_script.context_info.timezone = "Indian/Mayotte"
        begun = time.perf_counter()
        self._line.send(asked.SerializeToString())
        while not self._is_finished(page):
            pass
        return time.perf_counter() - begun

    def _is_finished(self, page: str) -> bool:
        said = ForwardMsg()
        said.ParseFromString(self._line.recv(PATIENCE_SECONDS, decode=False))
        match said.WhichOneof("type"):
            case "navigation":
                self.pages = [told.url_pathname for told in said.navigation.app_pages]
            case "page_not_found":
                raise ValueError(f"no page at /{page}")
            case "delta" if _is_error(said.delta.new_element):
                raise RuntimeError(f"/{page}: {said.delta.new_element}\n{self._app.log}")
            case "script_finished":
                return True
        return False


@contextmanager
def session(app: Served) -> Iterator[Session]:
    """Open a session as someone who has followed the facilitator's link."""
    url = f"ws://127.0.0.1:{app.port}/_stcore/stream"
    with connect(
        url, subprotocols=["streamlit"], origin=app.url, max_size=LARGEST_MESSAGE,
        additional_headers={"Cookie": _cookie(app.facilitator_link)},
    ) as line:  # fmt: skip
        yield Session(line, app)


def _is_error(element: Element) -> bool:
    return element.HasField("exception") or (element.HasField("alert") and element.alert.format == Alert.ERROR)


def _cookie(link: str) -> str:
    parts = urlsplit(link)
    door = HTTPConnection(parts.netloc)
    door.request("GET", parts.path)
    return str(door.getresponse().getheader("set-cookie")).partition(";")[0]
