"""Tell who the collective is: organisations, seats, people, meetings of the core group."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qic_core.collective.meetings import add_meeting
from qic_core.collective.members import add_member, edit_member, list_members, list_seats, name_seats
from qic_core.collective.organisations import add_organisation
from qic_core.db.engine import Work

NOT_OF_A_MEMBER = {"seat", "left_on"}


def tell_people(work: Work, collective_id: int, story: Mapping[str, Any]) -> None:
    """Tell who sits at the table, who came and left, who met when."""
    for organisation in story.get("organisation", []):
        add_organisation(work, collective_id=collective_id, **organisation)
    if "seats" in story:
        name_seats(work, collective_id=collective_id, names=story["seats"])
    ids = {told["name"]: _tell_member(work, collective_id, told) for told in story.get("member", [])}
    for told in story.get("meeting", []):
        present = [ids[name] for name in told["present"]]
        add_meeting(work, collective_id=collective_id, **{**told, "present": present})


def _tell_member(work: Work, collective_id: int, told: Mapping[str, Any]) -> int:
    seats = [seat.id for seat in list_seats(work.session, collective_id)]
    seat_id = seats[told["seat"] - 1] if "seat" in told else None
    said = {key: value for key, value in told.items() if key not in NOT_OF_A_MEMBER}
    member_id = add_member(work, collective_id=collective_id, seat_id=seat_id, **said)
    if "left_on" in told:
        _leave(Work(work.session, collective_id, work.now), member_id, told["left_on"])
    return member_id


def _leave(work: Work, member_id: int, left_on: date) -> None:
    members = list_members(work.session, work.collective_id or 0)
    member = next(member for member in members if member.id == member_id)
    edit_member(
        work,
        member_id=member_id,
        name=member.name,
        college=member.college,
        role=member.role,
        organisation=member.organisation,
        seat_id=None,
        core=False,
        joined_on=member.joined_on,
        left_on=left_on,
    )
