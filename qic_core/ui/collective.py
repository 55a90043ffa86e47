"""The collective: what it is called, its trinôme, its organisations, its core group."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.collective.meetings import add_meeting, attendance_of
from qic_core.collective.members import default_seats, name_seats
from qic_core.collective.organisations import missing_sectors
from qic_core.collective.organisations_csv import Preview, preview_organisations, write_organisations
from qic_core.collective.rules import College, FormerName, Meeting, Member, Move, Organisation, Seat, what_happened
from qic_core.collective.service import describe_collective, name_residents, rename_colleges
from qic_core.errors import DomainError
from qic_core.ui.choices import told_apart
from qic_core.ui.exports import export_address
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting, database, refusal_of
from qic_core.ui.spreadsheet import draw_wrong_lines
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table

DAY = "%d/%m/%Y"


def draw_identity(place: Here, colleges: Sequence[College]) -> None:
    """Draw, folded, the forms that say who we are and how our collèges are called."""
    inside = fold(_("Name, place, collèges"), key="identity")
    if inside is None:
        return
    with inside, st.form("describe", border=False):
        name = st.text_input(_("Name of the collective"), place.collective.name, max_chars=120, key="name")
        where = st.text_input(_("Place: quarter, town"), place.collective.place, max_chars=120, key="place")
        note = st.text_area(_("What it says of itself"), place.collective.note, max_chars=1000, key="note")
        if st.form_submit_button(_("Save"), type="primary", key="describe-it"):
            with acting(place.collective.id, _("Saved.")) as work:
                describe_collective(work, name=name, place=where, note=note)
    with inside:
        _draw_colleges(place, colleges)


def _draw_colleges(place: Here, colleges: Sequence[College]) -> None:
    by_id = {college.id: college for college in colleges}
    before = next((number for number, college in enumerate(colleges) if college.of_residents), None)
    with st.form("colleges", border=False):
        names = {
            college.id: st.text_input(
                _("Collège %(n)s", n=number), college.name, max_chars=60, key=f"college-{college.id}"
            )
            for number, college in enumerate(colleges, start=1)
        }
        added = st.text_input(_("One more collège"), max_chars=60, key=f"college-new-{len(colleges)}")
        residents = st.selectbox(
            _("Which collège is that of the residents"), list(by_id), before,
            format_func=lambda key: by_id[key].name, placeholder=_("Choose"),
            help=_("Their share is shown beside each decision, and their absence is told."), key="college-residents",
        )  # fmt: skip
        if st.form_submit_button(_("Save the collèges"), type="primary", key="colleges-it"):
            with acting(place.collective.id, _("Saved.")) as work:
                rename_colleges(work, names=names, added=added)
                if residents:
                    name_residents(work, college_id=residents)


def draw_handover(place: Here) -> None:
    """Draw the link to the sheet for whoever takes over."""
    address = export_address(place, "passation.pdf")
    label = _("Where were we? Hand-over sheet (PDF)")
    st.link_button(label, address, icon=":material/picture_as_pdf:", key="handover")


def draw_trinome(place: Here, seats: Sequence[Seat], members: Sequence[Member]) -> None:
    """Draw the three roles with who holds them; a gap is seen at once."""
    named = [(seat.name, [member for member in members if member.seat_id == seat.id]) for seat in seats]
    draw("trinome.html", seats=named or [(name, []) for name in default_seats(words())])
    inside = fold(_("Name the three roles"), key="seats") if place.may_write else None
    if inside is None:
        return
    with inside, st.form("seats-form", border=False):
        wished = [seat.name for seat in seats] or default_seats(words())
        names = [
            st.text_input(_("Role %(n)s", n=number), name, max_chars=120, key=f"seat-{number}")
            for number, name in enumerate(wished, start=1)
        ]
        if st.form_submit_button(_("Save the roles"), type="primary", key="seats-it"):
            with acting(place.collective.id, _("Saved.")) as work:
                name_seats(work, collective_id=place.collective.id, names=names)


def draw_organisations(organisations: Sequence[Organisation], former: Mapping[int, Sequence[FormerName]]) -> None:
    """Draw who sits at the table, also under their former names, and the sectors where nobody does."""
    head = (_("Organisation"), _("Collège"), _("Sector"), _("Since"))
    rows = [
        (
            _name(one, former.get(one.id, ())),
            one.college,
            _(one.sector) if one.sector else "",
            _day(one.joined_on),
        )
        for one in organisations
    ]
    if rows:
        draw("table.html", table=Table(head, rows), caption="")
    else:
        st.caption(_("No organisation yet: add them one by one, or bring in your spreadsheet."))
    missing = missing_sectors(organisations, words())
    if missing:
        draw_line(_("Nobody at the table yet for: %(sectors)s.", sectors=", ".join(missing)), "qic-prompt")


def draw_import(place: Here, known: int) -> None:
    """Draw, folded, the choice of a spreadsheet, what it would bring in, and the button that writes it.

    `known`, how many organisations there are, lets go of the file once it is written.
    """
    inside = fold(_("Organisations from a spreadsheet (CSV)"), key="import")
    if inside is None:
        return
    with inside:
        draw_line(_("Headings of the first line: Nom, Collège, Secteur. Nothing is written before you say so."))
        file = st.file_uploader(_("CSV file"), type=["csv", "txt"], key=f"organisations-csv-{known}")
        if file is None:
            return
        try:
            with database().reading() as session:
                preview = preview_organisations(session, place.collective.id, file.getvalue())
        except DomainError as error:
            st.error(refusal_of(error), icon=":material/error:")
            return
        _draw_preview(preview)
        write = st.button(_("Write them all"), type="primary", disabled=bool(preview.errors), key="import-it")
    if write:
        with acting(place.collective.id, _("Written.")) as work:
            write_organisations(work, collective_id=place.collective.id, preview=preview)


def _draw_preview(preview: Preview) -> None:
    draw_wrong_lines(preview.errors, key="wrong-organisations")
    rows = [(found.name, found.college, found.sector) for found in preview.organisations]
    caption = counted("%(n)s organisation to bring in", "%(n)s organisations to bring in", len(rows))
    draw("table.html", table=Table((_("Organisation"), _("Collège"), _("Sector")), rows), caption=caption)


def draw_core_group(place: Here, members: Sequence[Member], meetings: Sequence[Meeting]) -> None:
    """Draw the core group's attendance and its meetings, and the form that notes one more."""
    rows = [(member.name, member.college, count, len(meetings)) for member, count in attendance_of(meetings, members)]
    if rows:
        head = (_("Core group"), _("Collège"), _("Present"), _("Meetings"))
        draw("table.html", table=Table(head, rows), caption="")
    else:
        st.caption(_("Nobody in the core group yet: tick it for those who meet between séminaires."))
    for meeting in meetings[:5]:
        there = counted("%(n)s present", "%(n)s present", len(meeting.present))
        draw_line(f"{meeting.held_on.strftime(DAY)} · {meeting.title} · {there}", "qic-idea")
    inside = fold(_("Note a meeting"), key="meeting") if place.may_write and rows else None
    if inside is not None:
        with inside:
            _note_meeting(place, [member for member in members if member.core], len(meetings))


def _note_meeting(place: Here, core: Sequence[Member], before: int) -> None:
    names = told_apart({member.id: member.name for member in core})
    with st.form("meeting-form", border=False):
        held_on = st.date_input(_("Day of the meeting"), place.today, format="DD/MM/YYYY", key=f"held-{before}")
        title = st.text_input(_("What it was about"), max_chars=120, key=f"meeting-title-{before}")
        present = st.multiselect(
            _("Who was there"), list(names), format_func=names.__getitem__, placeholder=_("Choose"),
            key=f"present-{before}",
        )  # fmt: skip
        if st.form_submit_button(_("Save the meeting"), type="primary", key="meeting-it"):
            with acting(place.collective.id, _("Saved.")) as work:
                add_meeting(
                    work, collective_id=place.collective.id, held_on=held_on, title=title, present=present
                )  # fmt: skip


def draw_moves(moves: Sequence[Move]) -> None:
    """Draw who came, who left, and which organisations changed their name or became one; the latest first."""
    shown = first_of(moves, key="moves")
    rows = [(move.on.strftime(DAY), move.name, what_happened(move, words())) for move in shown]
    if rows:
        draw("table.html", table=Table((_("Day"), _("Who"), _("What")), rows), caption="")
    else:
        st.caption(_("No date yet: give organisations and people the day they came."))


def _name(organisation: Organisation, former: Sequence[FormerName]) -> str:
    if not former:
        return organisation.name
    names = ", ".join(dict.fromkeys(one.name for one in reversed(former)))
    return _("%(name)s (before: %(former)s)", name=organisation.name, former=names)


def _day(day: object) -> str:
    return f"{day:{DAY}}" if day else ""
