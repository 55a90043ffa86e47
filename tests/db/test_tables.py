from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlmodel import select

from qic_core.collective.tables import CollectiveRow

SAINT_DENIS = timezone(timedelta(hours=4))


def keep(database, moment):
    with database.writing() as work:
        row = CollectiveRow(
            slug="koungou", name="Koungou", place="Mayotte", timezone="Indian/Mayotte", created_at=moment
        )
        work.session.add(row)
    with database.reading() as session:
        return session.exec(select(CollectiveRow.created_at)).one()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 5, 14, 14, 3, tzinfo=UTC),
        datetime(2024, 5, 14, 14, 3, 59, 999_999, tzinfo=UTC),
        datetime(2024, 5, 14, 18, 3, tzinfo=SAINT_DENIS),
        datetime(1999, 12, 31, 23, 59, tzinfo=SAINT_DENIS),
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),  # the hour that Paris has twice
    ],
)
def test_a_moment_comes_back_the_same_aware_and_in_utc(database, moment):
    kept = keep(database, moment)
    assert kept == moment
    assert kept.tzinfo is UTC


def test_moments_are_ordered_by_the_engine_as_by_us(database):
    keep(database, datetime(2024, 5, 14, 12, tzinfo=UTC))
    with database.reading() as session:
        before = select(CollectiveRow.name).where(
            CollectiveRow.created_at < datetime(2024, 5, 14, 17, tzinfo=SAINT_DENIS)
        )
        after = select(CollectiveRow.name).where(
            CollectiveRow.created_at > datetime(2024, 5, 14, 15, tzinfo=SAINT_DENIS)
        )
        assert (session.exec(before).all(), session.exec(after).all()) == (["Koungou"], ["Koungou"])
