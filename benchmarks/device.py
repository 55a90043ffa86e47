"""One simulated phone: it opens the room, takes a seat, answers, waits; it notes how long each thing took."""

import asyncio
import re
import secrets
import time
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from benchmarks.wire import Connection, Reply, connect, request_of

HTML, JSON = "text/html", "application/json"
PATIENCE_SECONDS = 60
SCRIPT = re.compile(r'src="(/r/_/[^"]+)"')
STEP = re.compile(r'data-step="([^"]+)"')
RADIO = re.compile(r'<input type="radio" name="([^"]+)" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]+)"')
TEXT = re.compile(r'<(?:textarea|input) id="[^"]+" name="([^"]+)" [^>]*data-most')


class Refused(Exception):
    """The server said no, or something else than what a phone expects."""


@dataclass(slots=True)
class Notes:
    """What the phones of a room note: seconds by kind of request, the receipt of each key, what was refused."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    receipts: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


class Device:
    """A phone with its cookies; a second connection holds the long wait, as in a browser."""

    def __init__(self, port: int, code: str, number: int, notes: Notes) -> None:
        self._port = port
        self._room = f"/r/{code}"
        self.number = number
        self._notes = notes
        self._cookies: dict[str, str] = {}
        self._line, self._waiting = Connection(), Connection()
        self._page = ""

    async def arrive(self) -> None:
        """Scan: open the room, fetch the script, take a seat, read the question."""
        door = await self._ask("open", "GET", self._room)
        self._cookies |= door.cookies
        await self._ask("script", "GET", "".join(SCRIPT.findall(door.text)))
        colleges = RADIO.findall(door.text)
        college = dict([colleges[self.number % len(colleges)]])
        seated = await self._ask("join", "POST", f"{self._room}/rejoindre", college, expected=303)
        self._cookies |= seated.cookies
        await self.look()

    async def look(self) -> None:
        """Open the page of the room as it stands."""
        self._page = (await self._ask("open", "GET", self._room)).text

    async def answer(self) -> None:
        """Answer the question in hand, then look at the page that shows the receipt."""
        await self.submit(self.filled_in())
        await self.look()

    async def submit(self, form: dict[str, str]) -> None:
        """Send an answer and note its receipt; raises Refused, or OSError when the server is gone."""
        reply = await self._ask("submit", "POST", f"{self._room}/repondre", form)
        if '"saved"' not in reply.text:
            raise Refused(reply.text)
        self._notes.receipts[form["key"]] = reply.text

    def filled_in(self) -> dict[str, str]:
        """Return the form of the question in hand, filled in."""
        form = {name: unescape(value) for name, value in HIDDEN.findall(self._page)}
        if "key" not in form:
            raise Refused("no question in hand")
        choices: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in RADIO.findall(self._page):
            choices[name].append(value)
        form |= {name: values[self.number % len(values)] for name, values in choices.items()}
        return form | {name: f"Réponse {secrets.token_hex(6)}" for name in TEXT.findall(self._page)}

    async def wait(self) -> None:
        """Hold the long wait for the next step, again and again, until the phone is put away."""
        path = f"{self._room}/attendre?etape={''.join(STEP.findall(self._page))}"
        while True:
            if not self._waiting.is_open:
                self._waiting = await connect(self._port)
            reply = await self._waiting.ask(request_of("GET", path, self._port, cookies=self._cookies, accept=HTML))
            if reply.status != 204:
                raise Refused(f"{reply.status} while waiting: {reply.text[:80]}")

    def hang_up(self) -> None:
        """Close the line, as browser and server do after some seconds of silence; the wait goes on."""
        self._line.close()

    def put_away(self) -> None:
        """Close everything."""
        self._line.close()
        self._waiting.close()

    async def _ask(
        self, what: str, method: str, path: str, form: dict[str, str] | None = None, expected: int = 200
    ) -> Reply:
        accept = JSON if what == "submit" else HTML
        body = urlencode(form or {})
        request = request_of(method, path, self._port, cookies=self._cookies, body=body, accept=accept)
        begun = time.perf_counter()
        async with asyncio.timeout(PATIENCE_SECONDS):
            if not self._line.is_open:
                self._line = await connect(self._port)
            reply = await self._line.ask(request)
        self._notes.seconds[what].append(reply.at - begun)
        if reply.status != expected:
            raise Refused(f"{reply.status} to {method} {path}: {reply.text[:200]}")
        return reply
