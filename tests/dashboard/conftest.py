"""The collective of Koungou, its changes, actions and indicators, on either engine."""

import pytest

from qic_core.collective.service import create_collective
from tests.evaluation.story import Watch


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        key = create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants", "Associations"], timezone="Indian/Mayotte"
        )
    return Watch(database, key)
