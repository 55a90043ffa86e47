"""The curves on the page Boucles: what the room foresaw stands beside the curve that it was asked about only."""

import pytest

from qic_core.access.rules import Role
from qic_core.collective.service import create_collective
from tests.evaluation.rooms import Room
from tests.pages.house import drawn, go


@pytest.fixture
def room(house_of):
    house = house_of(demo=False)
    with house.database.writing() as work:
        key = create_collective(work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="UTC")
    return Room(house.database, key), house


def test_what_the_room_foresaw_in_another_unit_is_not_told_in_today_s(room):
    told, house = room
    told.start()
    told.foresee(90)
    assert "voit 90 familles le" in drawn(go(house.enter(Role.COORDINATOR), "loops"))
    told.rewrite_indicator(told.curve, unit="%", why="Autre compte")
    assert "voit 90" not in drawn(go(house.enter(Role.COORDINATOR), "loops"))
