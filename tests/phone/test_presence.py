"""Who is here: whoever was heard of, written down now and then."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from qic_core.db.engine import Database
from qic_core.db.tables import revision_of
from qic_core.errors import NotSaved
from qic_core.phone.presence import Presence
from qic_core.workshop.participants import present_by_college
from qic_core.workshop.tables import ParticipantRow


def long_ago(room):
    with room.database.writing() as work:
        for row in work.session.exec(select(ParticipantRow)):
            row.seen_at = datetime.now(UTC) - timedelta(hours=1)


def present(room):
    with room.database.reading() as session:
        return present_by_college(session, room.collective_id, now=datetime.now(UTC))


def revision(room):
    with room.database.reading() as session:
        return revision_of(session, room.collective_id)


def test_any_request_says_that_one_is_here(room):
    phone, _gone = room.phone("Habitants"), room.phone("Élus")
    long_ago(room)
    assert present(room) == {}
    before = revision(room)
    phone.get()
    room.client.portal.call(room.phones._desk.presence.flush)
    assert present(room) == {room.colleges["Habitants"]: 1}
    assert revision(room) == before


def test_what_could_not_be_written_is_written_the_next_time(room, monkeypatch):
    room.phone("Habitants")
    long_ago(room)
    presence = Presence(room.database)
    presence.note(1)

    def locked(self: Database, collective_id: int | None = None) -> None:
        raise NotSaved("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "writing", locked)
        asyncio.run(presence.flush())
    assert present(room) == {}
    asyncio.run(presence.flush())
    assert present(room) == {room.colleges["Habitants"]: 1}
