from datetime import UTC, datetime, timedelta

import pytest

from qic_core.workshop.participants import PRESENT_WITHIN, find_participant, join, mark_seen, present_by_college
from qic_core.workshop.tables import FirstNameRow, ParticipantRow

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)


def first_name(story, participant):
    with story.reading() as session:
        row = session.get(FirstNameRow, participant.id)
        return row.name if row else None


def test_the_same_phone_keeps_its_seat_and_may_change_its_college(story):
    before = story.arrive("Amina", "Habitants")
    after = story.arrive("Amina", "Associations")
    assert (after.id, after.number) == (before.id, before.number)
    assert after.college_id == story.colleges["Associations"]


def test_phones_are_numbered_from_zero_in_each_collective(story, neighbours):
    assert [story.arrive(name).number for name in ("Amina", "Youssouf")] == [0, 1]
    assert neighbours.arrive("Maryse").number == 0


def test_a_token_opens_only_the_rooms_where_it_has_a_seat(story, neighbours):
    amina = story.arrive("Amina")
    with story.reading() as session:
        assert find_participant(session, story.collective_id, "token of Amina") == amina
        assert find_participant(session, neighbours.collective_id, "token of Amina") is None
        assert find_participant(session, story.collective_id, "token of nobody") is None


def test_the_token_of_another_collective_takes_a_seat_of_its_own(story, neighbours):
    here, there = story.arrive("Amina"), neighbours.arrive("Amina")
    assert here.id != there.id
    assert story.arrive("Amina") == here
    assert neighbours.arrive("Amina") == there


def test_the_token_itself_is_not_stored(story):
    amina = story.arrive("Amina")
    with story.reading() as session:
        assert "Amina" not in session.get(ParticipantRow, amina.id).token_hash


@pytest.mark.parametrize("college_id", [None, 0, 999_999])
def test_one_sits_in_a_college_of_the_collective(story, college_id):
    with story.refused("college_missing") as work:
        join(work, token="token", college_id=college_id)


def test_the_college_of_another_collective_is_refused(story, neighbours):
    with story.refused("college_missing") as work:
        join(work, token="token", college_id=neighbours.colleges["Habitants"])


def test_a_first_name_is_kept_apart_cleaned_and_may_be_left_out(story):
    with story.writing() as work:
        college_id = story.colleges["Habitants"]
        named = join(work, token="a phone", college_id=college_id, first_name="  Ami\x00na \u202e ")
        unnamed = join(work, token="another", college_id=college_id)
    assert (first_name(story, named), first_name(story, unnamed)) == ("Amina", None)


def test_a_first_name_given_later_replaces_the_first_and_none_erases_nothing(story):
    for name in ("Amina", "Mina", ""):
        with story.writing() as work:
            phone = join(work, token="a phone", college_id=story.colleges["Habitants"], first_name=name)
    assert first_name(story, phone) == "Mina"


def test_an_endless_first_name_is_refused_and_seats_nobody(story):
    with story.refused("text_too_long") as work:
        join(work, token="a phone", college_id=story.colleges["Habitants"], first_name="a" * 41)
    with story.reading() as session:
        assert find_participant(session, story.collective_id, "a phone") is None


def test_phones_heard_of_within_a_minute_are_present_by_college(story, neighbours):
    phones = [story.arrive("Amina"), story.arrive("Youssouf"), story.arrive("Nadine", "Élus"), story.arrive("Saïd")]
    neighbours.arrive("Maryse")
    heard = [NOON, NOON - PRESENT_WITHIN, NOON, NOON - PRESENT_WITHIN - timedelta(seconds=1)]
    with story.writing() as work:
        for phone, moment in zip(phones, heard, strict=True):
            mark_seen(work.session, [phone.id], now=moment)
    with story.reading() as session:
        present = present_by_college(session, story.collective_id, now=NOON)
    assert present == {story.colleges["Habitants"]: 2, story.colleges["Élus"]: 1}


def test_nobody_heard_of_is_no_error(story):
    with story.writing() as work:
        mark_seen(work.session, [], now=NOON)
        assert present_by_college(work.session, story.collective_id, now=NOON) == {}
