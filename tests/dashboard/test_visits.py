"""When a link was last here, and what changed since."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert

from qic_core.access.rules import Role
from qic_core.access.service import create_link, list_links
from qic_core.actions.rules import Status
from qic_core.actions.service import set_status, withdraw_action
from qic_core.collective.service import create_collective
from qic_core.dashboard.news import list_news
from qic_core.dashboard.news_rules import News, NewsKind, Since, moments, news_sentence
from qic_core.dashboard.seminaires import Seminaire, last_seminaire, latest_seminaires, next_seminaire
from qic_core.dashboard.tables import VisitRow
from qic_core.dashboard.visits import NEVER, is_to_note, note_visit, visit_before
from qic_core.db.engine import Work
from qic_core.evaluation.rules import LoopState, Verdict
from qic_core.evaluation.tables import DecisionRow, LoopRow, ObservationRow
from qic_core.words import catalogue
from qic_core.workshop.kind import Visibility
from qic_core.workshop.notebooks import Cover, create_notebook, withdraw_notebook
from qic_core.workshop.runs import close_run

NINE = datetime(2026, 11, 27, 9, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 2, tzinfo=UTC)


@pytest.fixture
def link_id(koungou):
    with koungou.database.writing() as work:
        create_link(work, b"k" * 32, role=Role.READER, label="Lecture")
        return list_links(work.session)[0].id


def come(koungou, link_id, now):
    """Open the page at a moment; return when the visit before had ended."""
    key = {"link_id": link_id, "collective_id": koungou.id}
    with koungou.database.writing() as work:
        before, noted = visit_before(work.session, **key, now=now), is_to_note(work.session, **key, now=now)
        if noted:
            note_visit(Work(work.session, None, now), **key)
    return before


def news(koungou, *, since=LONG_AGO):
    with koungou.database.reading() as session:
        return list_news(session, koungou.id, since=since)


def test_the_first_visit_has_none_before_it_however_long_it_lasts(koungou, link_id):
    assert [come(koungou, link_id, NINE + timedelta(minutes=m)) for m in (0, 3, 50, 90)] == [None] * 4


def test_a_visit_ends_with_an_hour_of_silence(koungou, link_id):
    come(koungou, link_id, NINE)
    come(koungou, link_id, NINE + timedelta(minutes=40))
    later = NINE + timedelta(days=2)
    ended = NINE + timedelta(minutes=40)
    assert come(koungou, link_id, later) == ended
    assert come(koungou, link_id, later + timedelta(minutes=30)) == ended
    assert come(koungou, link_id, later + timedelta(days=1)) == later + timedelta(minutes=30)


def test_a_visit_is_noted_now_and_then_and_never_goes_back(koungou, link_id):
    come(koungou, link_id, NINE)
    key = {"link_id": link_id, "collective_id": koungou.id}
    with koungou.database.writing() as work:
        assert not is_to_note(work.session, **key, now=NINE + timedelta(minutes=5))
        assert is_to_note(work.session, **key, now=NINE + timedelta(minutes=6))
        note_visit(Work(work.session, None, NINE - timedelta(days=1)), **key)
        assert visit_before(work.session, **key, now=NINE + timedelta(hours=2)) == NINE


def test_two_tabs_that_open_at_once_are_one_first_visit(koungou, link_id):
    key = {"link_id": link_id, "collective_id": koungou.id}
    with koungou.database.writing() as work:
        assert work.session.get(VisitRow, tuple(key.values())) is None
        work.session.connection().execute(insert(VisitRow).values(**key, seen_at=NINE, before_at=NEVER))
        note_visit(Work(work.session, None, NINE + timedelta(minutes=10)), **key)
    with koungou.database.reading() as session:
        row = session.get_one(VisitRow, tuple(key.values()))
        assert (row.seen_at, row.before_at) == (NINE + timedelta(minutes=10), NEVER)


def test_visits_to_two_collectives_are_two(koungou, link_id):
    come(koungou, link_id, NINE)
    assert come(koungou.elsewhere(), link_id, NINE + timedelta(days=1)) is None


def test_nothing_is_new_in_an_empty_collective(koungou):
    assert news(koungou) == []


def test_what_is_new_is_counted_and_the_latest_are_named(koungou):
    keys = [koungou.act(title) for title in ("Café", "Marché", "Fête", "Banc", "Vieux")]
    koungou.do(withdraw_action, action_id=keys[-1])
    assert news(koungou) == [News(NewsKind.ACTION, 4, ("Banc", "Fête", "Marché"), keys[3])]
    assert news(koungou, since=datetime.now(UTC) + timedelta(minutes=1)) == []


def test_an_action_that_moved_twice_and_an_indicator_measured_twice_are_told_once(koungou):
    action, indicator = koungou.act("Café"), koungou.indicator(name="Parents")
    for status in (Status.READY, Status.RUNNING):
        koungou.do(set_status, action_id=action, status=status, since=date(2026, 3, 1))
    for month in (3, 4):
        koungou.measure(indicator, date(2026, month, 1), month)
    found = {one.kind: one for one in news(koungou)}
    assert found[NewsKind.STATUS] == News(NewsKind.STATUS, 1, ("Café",), action)
    assert found[NewsKind.MEASURE] == News(NewsKind.MEASURE, 1, ("Parents",), indicator)


def test_decisions_are_new_once_taken_and_observations_once_shown(koungou):
    actions = [koungou.act("Café"), koungou.act("Marché")]

    def hold(work):
        loop = LoopRow(
            collective_id=koungou.id, title="Été", held_on=date(2026, 6, 1), state=LoopState.OPEN, created_at=work.now
        )
        work.session.add(loop)
        work.session.flush()
        work.session.add(
            DecisionRow(loop_id=loop.id, action_id=actions[0], verdict=Verdict.STOP, decided_at=work.now)
        )  # fmt: skip
        work.session.add(DecisionRow(loop_id=loop.id, action_id=actions[1]))
        for text, visibility in (("Un banc", Visibility.SHOWN), ("Attend", Visibility.WAITING)):
            work.session.add(
                ObservationRow(
                    collective_id=koungou.id, seen_on=date(2026, 6, 1), place="Ici", theme="Parc", text=text,
                    visibility=visibility, created_at=LONG_AGO, shown_at=work.now if visibility == "shown" else None,
                )
            )  # fmt: skip

    koungou.do(hold)
    found = {one.kind: one.latest for one in news(koungou, since=datetime.now(UTC) - timedelta(days=1))}
    assert found[NewsKind.DECISION] == ("Café",)
    assert found[NewsKind.OBSERVATION] == ("Un banc",)
    assert found[NewsKind.LOOP] == ("Été",)


def test_a_loop_is_news_once_more_when_it_is_closed(koungou):
    def hold(work):
        for title, state in (("Été", LoopState.CLOSED), ("Automne", LoopState.OPEN)):
            work.session.add(
                LoopRow(
                    collective_id=koungou.id, title=title, held_on=date(2026, 6, 1), state=state, created_at=LONG_AGO,
                    closed_at=work.now,
                )
            )  # fmt: skip

    koungou.do(hold)
    [told] = news(koungou)
    assert (told.kind, told.latest) == (NewsKind.LOOP_CLOSED, ("Été",))


def test_a_question_is_news_once_it_is_closed_and_leads_to_its_notebook(koungou):
    run = koungou.run("ideas", title="Que voulez-vous ?")
    assert news(koungou) == []
    koungou.do(close_run, run_id=run)
    [told] = news(koungou)
    assert (told.kind, told.latest) == (NewsKind.RUN, ("Que voulez-vous ?",))
    with koungou.database.reading() as session:
        assert told.id == latest_seminaires(session, koungou.id, at_most=1, but=None)[0].id


def test_one_may_ask_since_the_last_visit_first_where_there_was_one():
    assert list(moments(NINE, visit=LONG_AGO, seminaire=None)) == [Since.VISIT, Since.WEEK, Since.MONTH]
    known = moments(NINE, visit=None, seminaire=LONG_AGO)
    assert known == {
        Since.WEEK: NINE - timedelta(days=7), Since.MONTH: NINE - timedelta(days=31), Since.SEMINAIRE: LONG_AGO
    }  # fmt: skip


@pytest.mark.parametrize("kind", NewsKind)
def test_every_kind_of_news_has_its_sentence(kind):
    assert news_sentence(News(kind, 2, ()), catalogue("fr")) != news_sentence(News(kind, 2, ()), catalogue("en"))
    assert "%" not in news_sentence(News(kind, 1, ()), catalogue("fr"))


def test_seminaires_are_found_by_their_days(koungou):
    today = date(2026, 11, 27)
    days = {"Hier": date(2026, 11, 26), "Ce soir": today, "Demain": date(2026, 11, 28), "Sans jour": None}
    keys = {title: koungou.do(create_notebook, cover=Cover(title, held_on=day)) for title, day in days.items()}
    gone = koungou.do(create_notebook, cover=Cover("Repris", held_on=today))
    koungou.do(withdraw_notebook, notebook_id=gone)
    with koungou.database.writing() as work:
        create_collective(work, name="Ailleurs", place="Rodez", colleges=["Habitants"], timezone="UTC")
    with koungou.database.reading() as session:
        assert next_seminaire(session, koungou.id, today=today) == keys["Ce soir"]
        assert last_seminaire(session, koungou.id, today=today) == days["Hier"]
        latest = latest_seminaires(session, koungou.id, at_most=2, but=keys["Ce soir"])
        assert latest == [
            Seminaire(keys["Sans jour"], "Sans jour", None), Seminaire(keys["Demain"], "Demain", days["Demain"])
        ]  # fmt: skip
        assert next_seminaire(session, koungou.id + 1, today=today) is None
        assert last_seminaire(session, koungou.id + 1, today=today) is None
