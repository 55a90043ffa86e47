"""The collective of Koungou on either engine."""

import pytest

from qic_core.collective.service import create_collective
from tests.pathways.story import Koungou


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        key = create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants", "Élus"], timezone="Indian/Mayotte"
        )
    return Koungou(database, key)
