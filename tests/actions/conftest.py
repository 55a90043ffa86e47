"""The collective of Koungou, its changes and who may act, on either engine."""

import pytest

from qic_core.collective.service import create_collective
from tests.actions.story import Village


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        key = create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants", "Associations"], timezone="Indian/Mayotte"
        )
    return Village(database, key)
