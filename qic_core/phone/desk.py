"""What every route of the room needs: the database read, the pages drawn, the limits held."""

import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.messages import sentence_of
from qic_core.phone.assets import Assets
from qic_core.phone.limits import Limits, TooOften
from qic_core.phone.pages import Pages
from qic_core.phone.presence import Presence
from qic_core.phone.reader import UNREADABLE, Reader
from qic_core.phone.replies import NO_ANSWER, TOO_LARGE, Refusal, Replies
from qic_core.phone.views import Room
from qic_core.phone.visit import TooLarge, Visit, visit_of
from qic_core.words import LANGUAGES, N_
from qic_core.workshop.glance import Glance, glance
from qic_core.workshop.kind import Content
from qic_core.workshop.runs import get_run

CODE_STATUS = {"code_unknown": 404, "code_expired": 410}
CONTENTS_AT_MOST = 200
SORRY = N_("That did not work")
log = logging.getLogger(__name__)


class Desk:
    """Shared by the routes of one app."""

    def __init__(self, database: Database, assets: Assets) -> None:
        self.reader = Reader(database)
        self.pages = Pages(assets)
        self.replies = Replies(assets.policy, {language: self.pages.opening(language) for language in LANGUAGES})
        self.limits = Limits()
        self.presence = Presence(database)
        self._contents: dict[tuple[int, int], Content] = {}

    async def look(self, visit: Visit) -> Glance:
        """Return the room as this phone sees it; a code that opens nothing counts as a guess."""
        try:
            seen = await self.reader.glimpse(lambda fetch: glance(fetch, code=visit.code, token=visit.token))
        except DomainError:
            self.limits.guessed(visit.device, visit.address)
            raise
        if seen.participant:
            self.presence.note(seen.participant.id)
        return seen

    async def content(self, collective_id: int, run_id: int) -> Content:
        """Return what a run asks, which never changes once it is opened; refuses another collective's."""

        place = (collective_id, run_id)
        if place not in self._contents:
            if len(self._contents) >= CONTENTS_AT_MOST:
                self._contents.clear()
            self._contents[place] = await self._content(*place)
        return self._contents[place]

    async def _content(self, collective_id: int, run_id: int) -> Content:
        run = await self.reader.ask(lambda session: get_run(session, collective_id, run_id))
        return run.content

    def guarded(self, handler: Callable[[Visit], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """Return a handler as a route's endpoint: whatever goes wrong is told in a sentence."""

        async def endpoint(request: Request) -> Response:
            visit = visit_of(request)
            try:
                return await handler(visit)
            except DomainError as error:
                return self.wrong_code(visit, error)
            except TooOften as error:
                return self.told(visit, too_often(visit, error))
            except TooLarge:
                return self.told(visit, Refusal(413, visit.words.gettext(TOO_LARGE)))
            except UNREADABLE as error:
                log.error("the room could not be read: %s", type(error).__name__)
                return self.told(visit, Refusal(503, visit.words.gettext(NO_ANSWER), state="not_saved"))

        return endpoint

    def told(self, visit: Visit, refusal: Refusal) -> Response:
        """Tell a refusal on a page of its own, or to the script."""
        if visit.wants_json:
            return self.replies.verdict(refusal)
        room = Room(visit.code) if visit.code else None
        heading = visit.words.gettext(SORRY)
        page = self.pages.told(visit.language, room, heading=heading, sentence=refusal.sentence)
        return self.replies.page(visit, page, refusal.status)

    def wrong_code(self, visit: Visit, error: DomainError, typed: str = "") -> Response:
        """Ask for the code again."""
        sentence, status = sentence_of(error, visit.words), CODE_STATUS.get(error.code, 422)
        if visit.wants_json:
            return self.replies.verdict(Refusal(status, sentence))
        page = self.pages.code_form(visit.language, typed=typed or visit.code, sentence=sentence)
        return self.replies.page(visit, page, status)


def room_of(visit: Visit, seen: Glance) -> Room:
    """Return what the frame of this phone's pages says."""
    return Room(visit.code, seen.name, seen.timezone)


def too_often(visit: Visit, error: TooOften) -> Refusal:
    """Return the refusal that asks to wait; the script will try again by itself."""
    sentence = visit.words.ngettext(
        "Too many tries in a short time: wait %(n)s minute, then try again.",
        "Too many tries in a short time: wait %(n)s minutes, then try again.",
        error.minutes,
    )
    return Refusal(429, sentence % {"n": error.minutes}, state="not_saved")
