from datetime import date, timedelta

import pytest

from qic_core.challenge.service import adopt_challenge
from qic_core.collective.service import create_collective
from qic_core.errors import DomainError
from qic_core.pathways.rules import Horizon, Nature, Wording
from qic_core.pathways.service import add_change, withdraw_change
from qic_core.roadmap.rules import ACTIONS_AT_MOST, FirstAction, Step
from qic_core.roadmap.service import add_first_action, choose_changes, roadmap_of, save_roadmap
from qic_core.roadmap.tables import RoadmapRow
from qic_core.vision.service import adopt_vision

JUNE, MARCH = date(2027, 6, 1), date(2027, 3, 12)
OPEN = FirstAction("Ouvrir le café", "Les Aînés", JUNE)
POST = FirstAction("Afficher qui fait quoi")


@pytest.fixture
def collective_id(database):
    with database.writing() as work:
        return create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte"
        )


def save(database, collective_id, *actions, version, loop_on=None, note=""):
    with database.writing(collective_id) as work:
        return save_roadmap(work, first_actions=actions, next_loop_on=loop_on, next_loop_note=note, version=version)


def read(database, collective_id):
    with database.reading() as session:
        return roadmap_of(session, collective_id, address="http://carnet.test/r/QUAR24")


def change(database, collective_id, title, horizon=Horizon.SHORT, **more):
    with database.writing(collective_id) as work:
        return add_change(work, wording=Wording(title, horizon, Nature.PRACTICE, **more))


def choose(database, collective_id, **chosen):
    with database.writing(collective_id) as work:
        choose_changes(work, **chosen)


def told(database, collective_id):
    return [[step.title for step in column] for column in read(database, collective_id).steps]


def test_a_roadmap_begins_empty(database, collective_id):
    roadmap = read(database, collective_id)
    assert (roadmap.collective, roadmap.place, roadmap.version) == ("Koungou", "Mayotte", 0)
    assert (roadmap.challenge, roadmap.vision, roadmap.year) == ("", "", None)
    assert roadmap.steps == ((), (), ())
    assert roadmap.first_actions == ()


def test_it_gathers_what_stands_in_the_journey(database, collective_id):
    with database.writing(collective_id) as work:
        adopt_challenge(
            work, candidate_id=None, sentence="L'eau pour tous", voices={"Habitants": 6}, residents=6, adopted_on=JUNE
        )
        adopt_vision(
            work, statement_id=None, text="L'eau coule partout", year=2035, voices={"Habitants": 6}, residents=6,
            adopted_on=JUNE,
        )  # fmt: skip
    repair = change(database, collective_id, "Réparer", Horizon.MEDIUM, for_whom="locataires", due_on=JUNE)
    save_up = change(database, collective_id, "Économiser", Horizon.MEDIUM)
    know = change(database, collective_id, "Savoir")
    gone = change(database, collective_id, "Retiré", Horizon.LONG)
    with database.writing(collective_id) as work:
        withdraw_change(work, change_id=gone)
    roadmap = read(database, collective_id)
    assert (roadmap.challenge, roadmap.vision, roadmap.year) == ("L'eau pour tous", "L'eau coule partout", 2035)
    assert roadmap.steps == (
        (Step("Savoir", id=know),),
        (Step("Réparer", "locataires", JUNE, repair), Step("Économiser", id=save_up)),
        (),
    )
    assert roadmap.address == "http://carnet.test/r/QUAR24"


def test_first_actions_and_next_loop_are_kept_and_changed(database, collective_id):
    version = save(database, collective_id, OPEN, FirstAction(""), POST, version=0, loop_on=MARCH, note="On relit")
    roadmap = read(database, collective_id)
    assert roadmap.first_actions == (OPEN, POST)
    assert (roadmap.next_loop_on, roadmap.next_loop_note, roadmap.version) == (MARCH, "On relit", version)
    save(database, collective_id, POST, version=version)
    roadmap = read(database, collective_id)
    assert (roadmap.first_actions, roadmap.next_loop_on, roadmap.next_loop_note) == ((POST,), None, "")


@pytest.mark.parametrize("stale", [0, 2])
def test_who_saves_over_another_s_page_is_told_and_the_other_s_stands(database, collective_id, stale):
    save(database, collective_id, OPEN, version=0)
    with pytest.raises(DomainError) as refused:
        save(database, collective_id, POST, version=stale)
    assert refused.value.code == "roadmap_changed_meanwhile"
    assert read(database, collective_id).first_actions == (OPEN,)


def add(database, collective_id, action, version):
    with database.writing(collective_id) as work:
        return add_first_action(work, action=action, version=version)


def test_one_more_first_action_is_written_once_beside_what_stands(database, collective_id):
    assert add(database, collective_id, OPEN, 0) == 1
    save(database, collective_id, OPEN, version=1, loop_on=MARCH, note="Au centre")
    assert add(database, collective_id, POST, 2) == 3
    assert add(database, collective_id, POST, 0) == 3
    roadmap = read(database, collective_id)
    assert roadmap.first_actions == (OPEN, POST)
    assert (roadmap.next_loop_on, roadmap.next_loop_note) == (MARCH, "Au centre")


def test_a_first_action_is_not_added_to_a_page_that_someone_saved_meanwhile_nor_to_a_full_one(database, collective_id):
    save(database, collective_id, POST, version=0)
    with pytest.raises(DomainError, match="roadmap_changed_meanwhile"):
        add(database, collective_id, OPEN, 0)
    full = [FirstAction(f"Action {n}") for n in range(ACTIONS_AT_MOST)]
    assert not read(database, collective_id).is_full
    save(database, collective_id, *full, version=1)
    assert read(database, collective_id).is_full
    with pytest.raises(DomainError, match="too_many_actions"):
        add(database, collective_id, OPEN, 2)
    assert read(database, collective_id).first_actions == tuple(full)


def test_what_is_refused_changes_nothing(database, collective_id):
    version = save(database, collective_id, OPEN, version=0)
    with pytest.raises(DomainError):
        save(database, collective_id, FirstAction("", "Ali"), version=version)
    assert (read(database, collective_id).first_actions, read(database, collective_id).version) == ((OPEN,), version)


def test_each_collective_has_its_own(database, collective_id):
    save(database, collective_id, OPEN, version=0)
    with database.writing() as work:
        other = create_collective(work, name="Liévin", place="Nord", colleges=["Habitants"], timezone="Europe/Paris")
    assert read(database, other).first_actions == ()


def test_changes_leave_the_page_and_come_back(database, collective_id):
    first, second, third = (change(database, collective_id, title) for title in ("Un", "Deux", "Trois"))
    choose(database, collective_id, taken_off=[first, third])
    assert told(database, collective_id) == [["Deux"], [], []]
    assert [step.told for step in read(database, collective_id).short] == [False, True, False]
    choose(database, collective_id, taken_off=[second], put_back=[first])
    assert told(database, collective_id) == [["Un"], [], []]


def test_choosing_changes_neither_saves_nor_blocks_the_form(database, collective_id):
    one = change(database, collective_id, "Un")
    choose(database, collective_id, taken_off=[one])
    assert read(database, collective_id).version == 0
    save(database, collective_id, OPEN, version=0)
    roadmap = read(database, collective_id)
    assert (roadmap.first_actions, roadmap.steps) == ((OPEN,), ((), (), ()))


def test_a_new_change_is_told_until_someone_leaves_it_out(database, collective_id):
    choose(database, collective_id, taken_off=[change(database, collective_id, "Un")])
    change(database, collective_id, "Deux")
    assert told(database, collective_id) == [["Deux"], [], []]


def test_what_is_not_a_change_of_ours_cannot_be_left_out(database, collective_id):
    with database.writing() as work:
        other = create_collective(work, name="Liévin", place="Nord", colleges=["Habitants"], timezone="Europe/Paris")
    theirs = change(database, other, "Le leur")
    choose(database, collective_id, taken_off=[theirs, 999])
    with database.reading() as session:
        assert session.get(RoadmapRow, collective_id).left_out == []


def test_the_page_keeps_on_which_day_the_next_loop_was_named(database, collective_id):
    def named_on():
        with database.reading() as session:
            return session.get_one(RoadmapRow, collective_id).next_loop_named_on

    save(database, collective_id, OPEN, version=0)
    assert named_on() is None
    save(database, collective_id, OPEN, version=1, loop_on=JUNE)
    today = named_on()
    assert abs(today - date.today()) <= timedelta(days=1)
    with database.writing(collective_id) as work:
        work.session.get_one(RoadmapRow, collective_id).next_loop_named_on = MARCH
    save(database, collective_id, OPEN, POST, version=2, loop_on=JUNE)
    assert named_on() == MARCH
    save(database, collective_id, version=3, loop_on=date(2027, 7, 1))
    assert named_on() == today
