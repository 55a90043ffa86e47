"""The collective of Koungou, just created, on either engine."""

import pytest

from qic_core.collective.service import create_collective

KOUNGOU = {
    "name": "Koungou",
    "place": "Mayotte",
    "colleges": ["Habitants", "Associations", "Institutions", "Élus"],
    "timezone": "Indian/Mayotte",
}


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        return create_collective(work, **KOUNGOU)
