"""The wall in a loop: curves with what the room sees, and decisions that fall into place."""

import re
from collections.abc import Callable
from time import time

import pytest
from streamlit.testing.v1 import AppTest

from qic_core.access.rules import Role
from qic_core.collective.service import create_collective
from qic_core.workshop.runs import close_run, reveal_run
from tests.evaluation.looping import ADJUST, KEEP, STOP
from tests.evaluation.rooms import Room
from tests.pages.house import House, drawn, go, html_of


@pytest.fixture
def room(house_of: Callable[..., House]) -> Room:
    house = house_of(demo=False)
    with house.database.writing() as work:
        key = create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte"
        )
    room = Room(house.database, key)
    room.house = house
    return room


@pytest.fixture
def wall(room: Room) -> Callable[[], AppTest]:
    app = room.house.enter(Role.FACILITATOR)
    return lambda: go(app, "wall")


def test_nothing_of_the_forecasts_is_on_the_wall_before_they_are_shown(room, wall):
    room.start()
    run_id = room.foresee(90, 100, 120, close=False)
    app = wall()
    assert not app.get("vega_lite_chart")
    assert "Familles" not in drawn(app)
    room.do(reveal_run, run_id=run_id, revealed=True)
    assert "la salle voit 100 familles le 20/09/2026" in drawn(wall())


def test_the_curve_stands_beside_the_room_s_figures_open_and_closed(room, wall):
    room.start()
    run_id = room.foresee(90, 100, 120, close=False, shown=True)
    for act in (None, close_run):
        if act:
            room.do(act, run_id=run_id)
        app = wall()
        assert not app.exception
        assert len(app.get("vega_lite_chart")) == 2
        assert "la ligne figée à la boucle mène à 120,9 familles" in drawn(app)


def test_when_nobody_could_say_the_wall_says_so_without_a_picture(room, wall):
    room.start()
    room.foresee(None, shown=True)
    app = wall()
    assert "Personne ne sait le dire encore." in drawn(app)
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize(("every", "name"), [(10**12, "Familles"), (int(time() * 0.6), "Bébés")])
def test_each_curve_has_its_turn(room, wall, monkeypatch, every, name):
    monkeypatch.setattr("qic_core.ui.wall.TURN_SECONDS", every)  # so long a turn is the first one, or the second
    room.start(Bébés=(1, 2, 3))
    room.foresee(90, shown=True)
    assert f"« {name} » : la salle voit" in drawn(wall())


def test_the_vote_is_drawn_while_it_is_open_and_gives_way_to_the_board_once_closed(room, wall):
    room.start()
    run_id = room.vote(1, 1, 2, close=False, shown=True)
    app = wall()
    assert len(app.get("vega_lite_chart")) == 1
    assert "À décider" not in drawn(app)
    room.do(close_run, run_id=run_id)
    app = wall()
    assert not app.get("vega_lite_chart")
    page = drawn(app)
    assert "À décider" in page
    assert "La salle : continuer 2, ajuster 1" in page


def test_decisions_fall_into_place_on_the_wall(room, wall):
    loop_id = room.start()
    room.asking("text", title="Nos décisions", close=False)
    cafe, garden = room.acts
    assert columns(wall()) == [("À décider", 2), ("Continuer", 0), ("Ajuster", 0), ("Réorienter", 0), ("Arrêter", 0)]
    room.decide(loop_id, cafe, **ADJUST)
    page = wall()
    assert columns(page) == [("À décider", 1), ("Continuer", 0), ("Ajuster", 1), ("Réorienter", 0), ("Arrêter", 0)]
    assert "Zaïna, 15/06/2026" in drawn(page)
    room.decide(loop_id, garden, **{**STOP, "what": "Plus <b>personne</b>"})
    page = wall()
    assert columns(page)[-1] == ("Arrêter", 1)
    assert "<b>personne" not in html_of(page)
    assert "Plus <b>personne</b>" in drawn(page)


def test_a_long_column_says_how_many_more_there_are(room, wall):
    change, actions = room.scope(*(f"Action {number}" for number in range(9)))
    loop_id = room.open(change)
    room.asking("text", title="Nos décisions", close=False)
    assert "et 5 autres" in drawn(wall())
    for action in actions[:8]:
        room.decide(loop_id, action, **KEEP)
    page = drawn(wall())
    assert "et 4 autres" in page
    assert 'class="continue many"' in page


def columns(app):
    """Return the heads of the board's columns with their counts."""
    return [(name, int(count)) for name, count in re.findall(r"<h2>([^<]+?) <i>(\d+)</i></h2>", drawn(app))]
