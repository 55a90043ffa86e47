import threading
import time
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import event, text

from qic_core.collective.service import create_collective, list_collectives
from qic_core.collective.tables import CollectiveRow
from qic_core.db.engine import BUSY_TIMEOUT_MS, SAFE_WAL, Database, TicketLock, database_at, is_healthy, sqlite_driver
from qic_core.db.tables import RevisionRow, revision_of
from qic_core.errors import NotSaved


@pytest.fixture
def collective_id(database):
    """The collective of Koungou, on each engine."""
    return found_koungou(database)


def found_koungou(database):
    with database.writing() as work:
        return create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte"
        )


def revision(database, collective_id):
    with database.reading() as session:
        return revision_of(session, collective_id)


def note(database, collective_id):
    with database.reading() as session:
        return session.get(CollectiveRow, collective_id).note


def write_note(work, collective_id, words):
    work.session.get(CollectiveRow, collective_id).note = words


@contextmanager
def another_process(database):
    """A Database of its own on the same data: it shares no lock of ours, as another process would."""
    other = Database(database.url.render_as_string(hide_password=False))
    yield other
    other.dispose()


def all_at_once(*tasks):
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)


def test_each_write_raises_the_revision_of_its_collective_only(database, collective_id):
    with database.writing() as work:
        other = create_collective(work, name="Liévin", place="Nord", colleges=["Habitants"], timezone="Europe/Paris")
    for raised in (2, 3, 4):
        with database.writing(collective_id):
            pass
        assert (revision(database, collective_id), revision(database, other)) == (raised, 1)


def test_a_write_of_no_collective_raises_nothing(database, collective_id):
    with database.writing() as work:
        write_note(work, collective_id, "kept")
    assert (revision(database, collective_id), note(database, collective_id)) == (1, "kept")


def test_an_unknown_collective_has_revision_zero(database):
    assert revision(database, 404) == 0


def test_what_fails_leaves_neither_its_writes_nor_its_revision(database, collective_id):
    def write_then_fail():
        with database.writing(collective_id) as work:
            write_note(work, collective_id, "never")
            work.session.flush()
            raise RuntimeError("the pen broke")

    with pytest.raises(RuntimeError):
        write_then_fail()
    assert (revision(database, collective_id), note(database, collective_id)) == (1, "")


def test_after_a_failure_the_next_writer_gets_its_turn(database, collective_id):
    for _ in range(30):
        with pytest.raises(RuntimeError), database.writing(collective_id):
            raise RuntimeError("the pen broke")
    with database.writing(collective_id):
        pass
    assert revision(database, collective_id) == 2


def test_many_writers_that_read_then_write_lose_no_update(database, collective_id):
    writers, times = 8, 25

    def add_one():
        for _ in range(times):
            with database.writing(collective_id) as work:
                row = work.session.get(CollectiveRow, collective_id)
                row.note = str(int(row.note or 0) + 1)

    all_at_once(*[add_one] * writers)
    assert note(database, collective_id) == str(writers * times)
    assert revision(database, collective_id) == 1 + writers * times


def test_two_processes_lose_no_update(database, collective_id):
    with another_process(database) as second:

        def add_one(through):
            for _ in range(20):
                with through.writing(collective_id) as work:
                    row = work.session.get(CollectiveRow, collective_id)
                    row.note = str(int(row.note or 0) + 1)

        all_at_once(lambda: add_one(database), lambda: add_one(second))
    assert (note(database, collective_id), revision(database, collective_id)) == ("40", 41)


def test_a_reader_sees_one_moment_even_while_others_write(database, collective_id):
    with database.reading() as session:
        before = revision_of(session, collective_id)
        with database.writing(collective_id):
            pass
        assert revision_of(session, collective_id) == before
    assert revision(database, collective_id) == before + 1


def test_a_writer_sees_what_it_wrote_and_readers_only_once_it_is_committed(database, collective_id):
    with database.writing(collective_id) as work:
        write_note(work, collective_id, "soon")
        work.session.flush()
        assert note(database, collective_id) == ""
        assert revision_of(work.session, collective_id) == 2
    assert note(database, collective_id) == "soon"


def test_now_is_one_moment_in_utc_for_a_whole_transaction(database):
    with database.writing() as work:
        assert work.now.utcoffset().total_seconds() == 0


def queue_behind(lock, holder, writers):
    """Start the writers one by one while `holder` has the lock, so that they wait in a known order."""
    threads = [threading.Thread(target=writer) for writer in writers]
    with holder:
        for arrived, thread in enumerate(threads, start=1):
            thread.start()
            while len(lock._queue) <= arrived:
                time.sleep(0.0005)
    return threads


def test_writers_are_served_in_the_order_they_came(sqlite_database):
    collective_id, served = found_koungou(sqlite_database), []

    def write(number):
        with sqlite_database.writing(collective_id):
            served.append(number)

    writers = [lambda number=number: write(number) for number in range(30)]
    for thread in queue_behind(sqlite_database._turn, sqlite_database.writing(collective_id), writers):
        thread.join()
    assert served == list(range(30))


def test_a_writer_that_comes_back_at_once_waits_behind_those_who_were_there():
    lock, served = TicketLock(), []

    def take_turn():
        with lock:
            served.append("waiting")

    threads = queue_behind(lock, lock, [take_turn] * 5)
    with lock:
        served.append("eager")
    for thread in threads:
        thread.join()
    assert served == ["waiting"] * 5 + ["eager"]


def test_a_transaction_inside_a_transaction_is_an_error_not_an_endless_wait(database, collective_id):
    with pytest.raises(RuntimeError, match="inside"), database.writing(collective_id), database.writing(collective_id):
        pytest.fail("the inner one cannot begin")
    with database.writing(collective_id):
        pass
    assert revision(database, collective_id) == 2


def test_the_ticket_lock_lets_one_in_at_a_time_and_opens_after_an_error():
    lock, inside, most = TicketLock(), [], []

    def take_turn():
        for _ in range(50):
            try:
                with lock:
                    inside.append(1)
                    most.append(len(inside))
                    inside.pop()
                    raise ValueError
            except ValueError:
                continue

    all_at_once(*[take_turn] * 8)
    assert set(most) == {1}
    assert len(most) == 400


def in_a_hurry(sqlite_database):
    """Wait for a lock 50 ms instead of 5 s."""

    @event.listens_for(sqlite_database.write_engine, "checkout")
    def _hurry(connection, record, proxy):
        connection.execute("PRAGMA busy_timeout=50")

    return sqlite_database


def test_on_sqlite_a_transaction_that_has_only_read_already_keeps_others_from_writing(sqlite_database):
    def read_in_vain(database):
        with database.writing() as work:
            list_collectives(work.session)

    with another_process(sqlite_database) as second, sqlite_database.writing() as work:
        list_collectives(work.session)
        with pytest.raises(NotSaved, match="locked"):
            read_in_vain(in_a_hurry(second))
    found_koungou(sqlite_database)


def test_a_locked_database_is_not_saved_and_the_next_write_is(sqlite_database):
    collective_id = found_koungou(in_a_hurry(sqlite_database))
    with closing(sqlite_driver().connect(sqlite_database.url.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotSaved, match="locked"), sqlite_database.writing(collective_id):
            pytest.fail("a locked database lets nobody in")
        other.execute("ROLLBACK")
    with sqlite_database.writing(collective_id):
        pass
    assert revision(sqlite_database, collective_id) == 2


@pytest.mark.postgres
def test_a_row_locked_for_too_long_is_not_saved_and_the_next_write_is(postgres_database):
    collective_id = found_koungou(postgres_database)

    @event.listens_for(postgres_database.write_engine, "begin")
    def _hurry(connection):
        connection.exec_driver_sql("SET LOCAL lock_timeout = 50")

    with (
        another_process(postgres_database) as second,
        second.writing(collective_id),
        pytest.raises(NotSaved, match="lock timeout"),
        postgres_database.writing(collective_id),
    ):
        pytest.fail("a locked row lets nobody in")
    with postgres_database.writing(collective_id):
        pass
    assert revision(postgres_database, collective_id) == 3


READ_ONLY = {"sqlite": "PRAGMA query_only=ON", "postgresql": "SET TRANSACTION READ ONLY"}


def test_a_read_only_database_is_not_saved(database, collective_id):
    @event.listens_for(database.write_engine, "begin")
    def _close_for_writing(connection):
        connection.exec_driver_sql(READ_ONLY[connection.dialect.name])

    with pytest.raises(NotSaved, match="(?i)read.?only"), database.writing(collective_id):
        pytest.fail("the revision cannot even be raised")
    assert revision(database, collective_id) == 1


def test_a_full_disk_is_not_saved_and_room_made_is_enough_to_go_on(sqlite_database):
    collective_id = found_koungou(sqlite_database)
    room = {"pages": 1}

    @event.listens_for(sqlite_database.write_engine, "begin")
    def _fill_the_disk(connection):
        connection.exec_driver_sql(f"PRAGMA max_page_count={room['pages']}")

    with pytest.raises(NotSaved, match="full"), sqlite_database.writing(collective_id) as work:
        write_note(work, collective_id, "x" * 100_000)
    assert (revision(sqlite_database, collective_id), note(sqlite_database, collective_id)) == (1, "")
    room["pages"] = 100_000
    with sqlite_database.writing(collective_id) as work:
        write_note(work, collective_id, "there is room")
    assert note(sqlite_database, collective_id) == "there is room"


@pytest.mark.postgres
def test_a_connection_that_cannot_be_had_is_not_saved(postgres_database):
    collective_id = found_koungou(postgres_database)
    pool = postgres_database.write_engine.pool
    pool._timeout, pool._max_overflow = 0.05, 0
    taken = [postgres_database.write_engine.connect() for _ in range(pool.size())]
    with pytest.raises(NotSaved), postgres_database.writing(collective_id):
        pytest.fail("there was no connection left")
    for connection in taken:
        connection.close()
    with postgres_database.writing(collective_id):
        pass


def test_what_is_refused_says_nothing_of_what_people_wrote(database, collective_id):
    @event.listens_for(database.write_engine, "begin")
    def _close_for_writing(connection):
        connection.exec_driver_sql(READ_ONLY[connection.dialect.name])

    with pytest.raises(NotSaved) as refusal, database.writing() as work:
        write_note(work, collective_id, "a secret")
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("engine", "settings"),
    [
        ("write_engine", {"synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT_MS}),
        ("read_engine", {"synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT_MS}),
    ],
)
def test_sqlite_connections_are_durable_and_keep_links(sqlite_database, engine, settings):
    with getattr(sqlite_database, engine).connect() as connection:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings} == settings
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    assert journal == ("wal" if sqlite_driver().sqlite_version_info >= SAFE_WAL else "delete")


def test_a_link_to_nothing_is_refused_on_both_engines(database, collective_id):
    with pytest.raises(Exception, match="(?i)foreign key"), database.writing() as work:
        work.session.execute(text("INSERT INTO college (collective_id, position, name) VALUES (404, 0, 'Nobody')"))


def test_the_folder_of_the_data_is_made_when_it_is_missing(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'new' / 'deep' / 'carnet.sqlite'}")
    assert is_healthy(database)
    database.dispose()


def test_one_process_has_one_database_for_an_address(tmp_path):
    url = f"sqlite:///{tmp_path / 'carnet.sqlite'}"
    assert database_at(url) is database_at(url)


def test_a_sound_database_is_healthy(database, collective_id):
    assert is_healthy(database)


def test_a_broken_link_is_not_healthy(sqlite_database):
    engine = sqlite_database.migration_engine()
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO college (collective_id, position, name) VALUES (404, 0, 'Nobody')"))
    engine.dispose()
    assert not is_healthy(sqlite_database)


def test_the_revision_row_is_born_with_its_collective(database, collective_id):
    with database.reading() as session:
        assert session.get(RevisionRow, collective_id).number == 1
