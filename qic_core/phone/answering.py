"""What the question posts: an answer is kept, refused with all that was typed, or not saved yet."""

from collections.abc import Sequence

from starlette.responses import Response

from qic_core.errors import DomainError, NotSaved
from qic_core.messages import sentence_of
from qic_core.phone.desk import Desk, room_of, too_often
from qic_core.phone.limits import TooOften
from qic_core.phone.replies import FOREIGN, NOT_JOINED, NOT_SAVED, Refusal
from qic_core.phone.views import Asked, Sheet, answered_in, asked_of
from qic_core.phone.visit import Visit, comes_from_elsewhere, posted_form
from qic_core.phone.writer import Writer
from qic_core.workshop.contributions import KEY, Receipt, Submission
from qic_core.workshop.fields import Field, Form
from qic_core.workshop.glance import Glance, Passage
from qic_core.workshop.participants import Participant
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import RunState

TOO_LATE = {"run_closed", "run_frozen"}


class Answering:
    """Takes the answers of those who have a seat."""

    def __init__(self, desk: Desk, writer: Writer) -> None:
        self._desk = desk
        self._writer = writer

    async def answer(self, visit: Visit) -> Response:
        """Record what someone answers: a page leads on to the receipt, the script is told it."""
        if comes_from_elsewhere(visit.request):
            return self._desk.told(visit, Refusal(403, visit.words.gettext(FOREIGN)))
        form = await posted_form(visit.request)
        seen = await self._desk.look(visit)
        try:
            asked = await self._asked(seen, form)
        except DomainError as error:
            return self._desk.told(visit, Refusal(422, sentence_of(error, visit.words)))
        outcome = await self._outcome(visit, seen, asked, form)
        if isinstance(outcome, Refusal):
            return self._refused(visit, seen, asked, form, outcome)
        if not visit.wants_json:
            return self._desk.replies.to(visit, f"/r/{visit.code}")
        time = room_of(visit, seen).clock(outcome.received_at)
        return self._desk.replies.json(200, state="saved", receipt=outcome.code, time=time)

    async def _asked(self, seen: Glance, form: Form) -> Asked:
        """Return what the form answers: as a rule the passage at hand, else a run of this collective that is over."""
        run_id = _first(form, "run")
        if not run_id.isdecimal() or len(run_id) > 9:
            raise DomainError("answer_malformed")
        content = await self._desk.content(seen.collective_id, int(run_id))
        here = seen.passage if seen.passage and seen.passage.run_id == int(run_id) else None
        passage = here or Passage(int(run_id), RunState.CLOSED, None)
        if seen.participant is None:
            return answered_in(passage, content, form)
        return asked_of(passage, content, seen.participant.number)

    async def _outcome(self, visit: Visit, seen: Glance, asked: Asked, form: Form) -> Receipt | Refusal:
        if seen.participant is None:
            return Refusal(403, visit.words.gettext(NOT_JOINED))
        try:
            self._desk.limits.answered(seen.participant.id)
            return await self._writer.record(seen.collective_id, _submission(seen.participant, asked, form))
        except TooOften as error:
            return too_often(visit, error)
        except DomainError as error:
            late = error.code in TOO_LATE
            field = None if late else _refused_field(asked.fields, form)
            over = error.code == "run_closed"
            return Refusal(409 if late else 422, sentence_of(error, visit.words), over=over, field=field)
        except NotSaved:
            return Refusal(503, visit.words.gettext(NOT_SAVED), state="not_saved")

    def _refused(self, visit: Visit, seen: Glance, asked: Asked, form: Form, refusal: Refusal) -> Response:
        if visit.wants_json:
            return self._desk.replies.verdict(refusal)
        key = _first(form, "key")
        sheet = Sheet(
            typed=form,
            key=key if KEY.fullmatch(key) else "",
            sentence=refusal.sentence,
            refused=refusal.field,
            may_send=not refusal.over and refusal.status != 403,
        )
        page = self._desk.pages.question(visit.language, room_of(visit, seen), asked, sheet)
        return self._desk.replies.page(visit, page, refusal.status)


def _submission(participant: Participant, asked: Asked, form: Form) -> Submission:
    fields = kind_of(asked.content.kind).fields(asked.content)
    values = {field.key: field.read(form) for field in fields}
    return Submission(asked.passage.run_id, _first(form, "key"), values, participant.id, participant.college_id)


def _refused_field(fields: Sequence[Field], form: Form) -> str | None:
    """Return the key of the first field that refuses what the form says."""
    for field in fields:
        try:
            field.check(field.read(form))
        except DomainError:
            return field.key
    return None


def _first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")
