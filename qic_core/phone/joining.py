"""The way into the room: the join page, and what it posts."""

from starlette.responses import Response

from qic_core.collective.service import list_colleges
from qic_core.errors import DomainError, NotSaved
from qic_core.messages import sentence_of
from qic_core.phone.desk import Desk, room_of
from qic_core.phone.replies import FOREIGN, NO_COOKIE, NOT_SAVED, Refusal
from qic_core.phone.visit import Visit, comes_from_elsewhere, posted_form
from qic_core.phone.writer import Seat, Writer
from qic_core.workshop.fields import Form
from qic_core.workshop.glance import Glance
from qic_core.workshop.runs import RunState


class Joining:
    """Seats phones in their room."""

    def __init__(self, desk: Desk, writer: Writer) -> None:
        self._desk = desk
        self._writer = writer

    async def door(
        self, visit: Visit, seen: Glance, typed: Form | None = None, refusal: Refusal | None = None
    ) -> Response:
        """Show the join page, with the question that is open; the phone gets its token here, before it posts."""
        colleges = await self._desk.reader.ask(lambda session: list_colleges(session, seen.collective_id))
        page = self._desk.pages.joining(
            visit.language,
            room_of(visit, seen),
            colleges=colleges,
            question=await self._open_question(seen),
            typed=typed,
            sentence=refusal.sentence if refusal else "",
        )
        response = self._desk.replies.page(visit, page, refusal.status if refusal else 200)
        if not visit.token:
            visit.seat(response)
        return response

    async def join(self, visit: Visit) -> Response:
        """Seat whoever posts the join form, and lead them to the room."""
        gettext = visit.words.gettext
        if comes_from_elsewhere(visit.request):
            return self._desk.told(visit, Refusal(403, gettext(FOREIGN)))
        form = await posted_form(visit.request)
        seen = await self._desk.look(visit)
        self._desk.limits.arrived(visit.code)
        if not visit.token:
            return await self.door(visit, seen, form, Refusal(422, gettext(NO_COOKIE)))
        try:
            await self._writer.join(seen.collective_id, _seat(visit, form))
        except DomainError as error:
            return await self.door(visit, seen, form, Refusal(422, sentence_of(error, visit.words)))
        except NotSaved:
            return await self.door(visit, seen, form, Refusal(503, gettext(NOT_SAVED)))
        response = self._desk.replies.to(visit, f"/r/{visit.code}")
        visit.seat(response)
        return response

    async def _open_question(self, seen: Glance) -> str:
        if seen.passage is None or seen.passage.state == RunState.CLOSED:
            return ""
        content = await self._desk.content(seen.collective_id, seen.passage.run_id)
        return content.title


def _seat(visit: Visit, form: Form) -> Seat:
    college, first_name = (next(iter(form.get(name, ())), "") for name in ("college", "first_name"))
    return Seat(visit.token, int(college) if college.isdecimal() and len(college) < 10 else None, first_name)
