"""The cooperation plan: what we need, what helps, side steps; the promises, and what became of them."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from qic_core.cooperation.plan import earlier_plans, standing_plan, withdrawn_lines
from qic_core.cooperation.plan_rules import DAY, OUTCOMES, SECTIONS, Line, Plan, Section
from qic_core.cooperation.promises import Verdict, verdicts
from qic_core.thread.rules import ThingKind
from qic_core.ui.ask import draw_ask
from qic_core.ui.cooperation import pairs_draft
from qic_core.ui.cooperation_lines import being_corrected, draw_line_form, draw_new_line, draw_take, draw_taken_off
from qic_core.ui.cooperation_promises import draw_new_promise, draw_promise_form
from qic_core.ui.exports import export_address
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.plan_cover import draw_cover_form, draw_start
from qic_core.ui.session import Here, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, counted
from qic_core.workshop.drafting import Draft
from qic_core.workshop.kind import Table


def draw_plan(place: Here, *, named: bool) -> None:
    """Draw the plan that stands with all that can be done about it, or how to begin one; then those before it."""
    today = place.today
    with asking() as session:
        plan = standing_plan(session, place.collective.id)
        earlier = earlier_plans(session, place.collective.id)
        said = verdicts(session, place.collective.id) if plan and plan.of(Section.PROMISE) else {}
        gone = withdrawn_lines(session, plan.id) if plan and place.may_write else []
    if plan is None:
        st.info(_("No cooperation plan yet. It says what we need, what helps us, and above all who does what by when."))
        if place.may_write:
            draw_start(place, None, today)
    else:
        _draw_standing(place, plan, gone, said, today)
        if place.may_write:
            _draw_gestures(place, plan, gone, today, named=named)
    _draw_earlier(place, earlier)


def _draw_standing(place: Here, plan: Plan, gone: Sequence[Line], said: Mapping[int, Verdict], today: date) -> None:
    draw_line(_cover_line(plan), "qic-sentence")
    if plan.cover.note:
        draw_line(plan.cover.note)
    _draw_alerts(plan, today)
    address = export_address(place, "plan-de-cooperation.pdf")
    st.link_button(_("Print the plan (PDF)"), address, icon=":material/print:", key="plan-print")
    _draw_lines(plan)
    st.subheader(_(SECTIONS[Section.PROMISE]))
    promises = [*plan.of(Section.PROMISE), *(line for line in being_corrected(gone) if line.section == Section.PROMISE)]
    if not promises:
        st.caption(_("Nobody has promised anything yet. A plan without who and when stays a wish."))
    for line in first_of(promises, key="promises"):
        with st.container(border=True, key=f"promise-{line.id}"):
            _draw_promise(place, line, said.get(line.id), today)


def _draw_lines(plan: Plan) -> None:
    before = [section for section in Section if section != Section.PROMISE]
    draw("cooperation_plan.html", sections=[(_(SECTIONS[section]), plan.of(section)) for section in before])


def _cover_line(plan: Plan) -> str:
    made, wave = plan.cover.made_on.strftime(DAY), plan.cover.next_wave_on
    if wave is None:
        return _("Plan of %(day)s. The next wave has no day yet.", day=made)
    return _("Plan of %(day)s. Next wave: %(wave)s.", day=made, wave=wave.strftime(DAY))


def _draw_alerts(plan: Plan, today: date) -> None:
    late = sum(line.is_late(today) for line in plan.lines)
    if late:
        st.warning(
            counted(
                "%(n)s promise is late: ask who made it what is missing, and say what became of it.",
                "%(n)s promises are late: ask who made them what is missing, and say what became of them.",
                late,
            ),
            icon=":material/schedule:",
        )
    if plan.cover.next_wave_on and plan.cover.next_wave_on < today:
        st.info(_("The day of the next wave is past: open it below, or set another day."), icon=":material/event:")


def _draw_promise(place: Here, line: Line, verdict: Verdict | None, today: date) -> None:
    due_on = line.written.due_on
    draw(
        "promise.html",
        written=line.written,
        by=_("by %(day)s", day=due_on.strftime(DAY)) if due_on else "",
        state=_state(line, today),
        late=line.is_late(today) and not line.withdrawn,
        room=_room_line(place, verdict) if verdict else "",
    )
    origins_at, form_at = st.columns(2)
    with origins_at:
        draw_origins(ThingKind.PLAN_LINE, line.id)
    if place.may_write:
        with form_at:
            draw_promise_form(place, line, verdict)


def _state(line: Line, today: date) -> str:
    if line.withdrawn:
        return _("taken off the plan")
    if line.written.outcome is not None:
        return _(OUTCOMES[line.written.outcome])
    if line.is_late(today) and line.written.due_on:
        return counted("late by %(n)s day", "late by %(n)s days", (today - line.written.due_on).days)
    return _("to be done")


def _room_line(place: Here, verdict: Verdict) -> str:
    day = place.local(verdict.closed_at).strftime(DAY) if verdict.closed_at else ""
    told = {"kept": verdict.kept, "not_kept": verdict.not_kept, "passed": verdict.passed, "day": day}
    return counted(
        "The room, %(day)s (%(n)s voice): done %(kept)s, not done %(not_kept)s, pass %(passed)s.",
        "The room, %(day)s (%(n)s voices): done %(kept)s, not done %(not_kept)s, pass %(passed)s.",
        verdict.voices, **told,
    )  # fmt: skip


def _draw_gestures(place: Here, plan: Plan, gone: Sequence[Line], today: date, *, named: bool) -> None:
    draw_new_promise(place, plan)
    draw_take(place)
    draw_new_line(place, plan)
    draw_line_form(place, plan, gone)
    draw_taken_off(place, gone)
    _draw_next_wave(place, plan, named=named)
    draw_cover_form(place, plan)
    draw_start(place, plan, today)


def _draw_next_wave(place: Here, plan: Plan, *, named: bool) -> None:
    """Draw how the next wave is put to the room: it opens on what was promised."""
    done = _("This is what we had promised. Is it done? “Agree” means: yes, it is done.")
    promises = Draft("agreement", _("Our promises: is it done?"), done, about="promises", minutes=5)
    pairs = pairs_draft(named=named, minutes=15)
    drafts: Sequence[Draft] = [promises, pairs] if plan.open_promises else [pairs]
    label = _("Open the next wave: our promises first, then who works with whom")
    draw_ask(place, *drafts, key="next-wave", label=label, title=_("Cooperation wave"))


def _draw_earlier(place: Here, earlier: Sequence[Plan]) -> None:
    inside = fold(_("Earlier plans (%(n)s)", n=len(earlier)), key="earlier-plans") if earlier else None
    if inside is None:
        return
    with inside:
        for plan in first_of(earlier, key="earlier-plans"):
            ended = place.local(plan.ended_at).strftime(DAY) if plan.ended_at else ""
            made = plan.cover.made_on.strftime(DAY)
            draw_line(_("Plan of %(made)s, until %(ended)s", made=made, ended=ended), "qic-sentence")
            _draw_lines(plan)
            head = (_("What"), _("Who"), _("By when"), _("What became of it"))
            rows = [_row(line) for line in plan.of(Section.PROMISE)]
            draw("table.html", table=Table(head, rows), caption="")


def _row(line: Line) -> tuple[str, str, str, str]:
    written = line.written
    outcome = _(OUTCOMES[written.outcome]) if written.outcome else _("not said")
    became = " · ".join(filter(None, (outcome, written.outcome_note)))
    by = written.due_on.strftime(DAY) if written.due_on else ""
    return written.text, written.who, by, became
