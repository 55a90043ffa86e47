"""What a phone can look at: the form for a code, the room at its step, the wait for the next one."""

from starlette.requests import Request
from starlette.responses import Response

from qic_core.collective.rules import is_code, normal_code
from qic_core.errors import DomainError
from qic_core.phone.assets import Assets
from qic_core.phone.desk import Desk, room_of
from qic_core.phone.joining import Joining
from qic_core.phone.views import BLANK, Asked, Sheet, asked_of, step_of, typed_of
from qic_core.phone.visit import Visit
from qic_core.phone.waiting import Waiting
from qic_core.workshop.glance import Glance
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import RunState

FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


class Showing:
    """Draws the room for those who look."""

    def __init__(self, desk: Desk, joining: Joining, waiting: Waiting, assets: Assets) -> None:
        self._desk = desk
        self._joining = joining
        self._waiting = waiting
        self._assets = assets

    async def code_form(self, visit: Visit) -> Response:
        """Show the form to type a code, or go where the typed one leads."""
        typed = visit.request.query_params.get("code", "")
        if not typed:
            return self._desk.replies.page(visit, self._desk.pages.code_form(visit.language))
        if is_code(normal_code(typed)):
            return self._desk.replies.to(visit, f"/r/{normal_code(typed)}")
        return self._desk.wrong_code(visit, DomainError("code_unknown"), typed)

    async def room(self, visit: Visit) -> Response:
        """Show the room at its step; the join page to whoever has no seat yet."""
        if is_code(visit.code) and visit.code != visit.request.path_params["code"]:
            return self._desk.replies.to(visit, f"/r/{visit.code}")
        seen = await self._desk.look(visit)
        if seen.participant is None:
            self._desk.limits.check_guesser(visit.device)
            return await self._joining.door(visit, seen)
        if seen.passage is None:
            return self._desk.replies.page(visit, self._desk.pages.waiting(visit.language, room_of(visit, seen), None))
        content = await self._desk.content(seen.collective_id, seen.passage.run_id)
        asked = asked_of(seen.passage, content, seen.participant.number)
        return self._desk.replies.page(visit, self._at_step(visit, seen, asked))

    async def next_step(self, visit: Visit) -> Response:
        """Answer as soon as the step is another than the phone's, `{"step": …}`, or 204 after a while."""
        seen = await self._desk.look(visit)
        shown, step = visit.request.query_params.get("etape"), step_of(seen.passage)
        fresh = await self._waiting.next_step(seen.collective_id, step) if shown == step else step
        return Response(status_code=204) if fresh is None else self._desk.replies.json(200, step=fresh)

    async def to_room(self, visit: Visit) -> Response:
        """Lead back whoever reloads the address of a form."""
        return self._desk.replies.to(visit, f"/r/{visit.code}" if is_code(visit.code) else "/r/")

    async def script(self, request: Request) -> Response:
        """Give the script."""
        return _for_good(request, self._assets.script, self._assets.script_gzip, "text/javascript")

    async def deck(self, request: Request) -> Response:
        """Give the deck of pictograms."""
        return _for_good(request, self._assets.deck, self._assets.deck_gzip, "image/svg+xml")

    def _at_step(self, visit: Visit, seen: Glance, asked: Asked) -> str:
        pages, room, state = self._desk.pages, room_of(visit, seen), asked.passage.state
        if not kind_of(asked.content.kind).asks and state != RunState.CLOSED:
            return pages.text(visit.language, room, asked)
        changing = "modifier" in visit.request.query_params
        if state == RunState.OPEN and (seen.answer is None or changing):
            sheet = Sheet(typed_of(seen.answer[0])) if seen.answer else BLANK
            return pages.question(visit.language, room, asked, sheet)
        return pages.waiting(visit.language, room, asked, seen.answer)


def _for_good(request: Request, content: bytes, compressed: bytes, media_type: str) -> Response:
    """Return a file, compressed once at the start, to be kept for good."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = {**FOR_GOOD, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(compressed, headers=headers, media_type=media_type)
    return Response(content, headers=FOR_GOOD, media_type=media_type)
