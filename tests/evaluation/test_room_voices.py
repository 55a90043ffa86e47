"""What the room says in a loop, read back for the page and the wall; and the board of its decisions."""

from datetime import date
from gettext import NullTranslations

import altair as alt
import pytest

from qic_core.evaluation.charts import SMALL
from qic_core.evaluation.forecast_cells import RoomForecast
from qic_core.evaluation.indicators import withdraw_indicator
from qic_core.evaluation.room_curves import room_curve
from qic_core.evaluation.room_voices import promises_said, room_advice, room_forecasts
from qic_core.evaluation.rules import Verdict
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import get_run, open_run, reveal_run
from qic_core.workshop.tables import RunRow
from qic_core.workshop.tally import summary_of
from tests.evaluation.looping import ADJUST, KEEP, STOP
from tests.evaluation.rooms import Room

ASKED_ON = date(2026, 9, 20)
WORDS = NullTranslations()
RUNS = {"verdicts": Room.vote, "forecast": Room.foresee}


@pytest.fixture
def room(koungou):
    return Room(koungou.database, koungou.id)


def test_the_room_s_advice_is_told_by_action(room):
    room.start()
    assert room.ask(room_advice, room.now.notebook_id) == {}
    room.vote(1, 2, 2, 0)
    advice = room.ask(room_advice, room.now.notebook_id)
    assert set(advice) == {room.acts[0]}
    [said] = advice.values()
    assert (said.counts[Verdict.CONTINUE], said.counts[Verdict.ADJUST], said.unknown, said.voices) == (1, 2, 1, 3)


def test_an_open_run_is_no_advice_yet(room):
    room.start()
    room.vote(1, 2, close=False)
    assert room.ask(room_advice, room.now.notebook_id) == {}


def test_when_the_question_is_run_again_the_last_word_holds_for_what_it_asked_about(room):
    loop_id = room.start()
    cafe, garden = room.acts
    both = {f"a{cafe}": {"verdict": 1}, f"a{garden}": {"verdict": 4}}
    room.asking("verdicts", {"verdicts": both})
    room.decide(loop_id, garden, **KEEP)
    room.vote(3)
    advice = room.ask(room_advice, room.now.notebook_id)
    assert {key: said.leading for key, said in advice.items()} == {cafe: Verdict.REDIRECT, garden: Verdict.STOP}


def test_advice_says_in_which_run_the_room_gave_it(room):
    loop_id = room.start()
    cafe, garden = room.acts
    both = {f"a{cafe}": {"verdict": 1}, f"a{garden}": {"verdict": 4}}
    first = room.asking("verdicts", {"verdicts": both})
    room.decide(loop_id, garden, **KEEP)
    second = room.vote(3)
    advice = room.ask(room_advice, room.now.notebook_id)
    assert {key: said.run_id for key, said in advice.items()} == {cafe: second, garden: first}


def test_another_notebook_another_collective_and_no_notebook_say_nothing(room):
    room.start()
    room.vote(1)
    other = room.do(lambda work: create_notebook(work, Cover("Autre")))
    assert room.ask(room_advice, other) == {}
    assert room.ask(room_advice, None) == {}
    assert room.elsewhere().ask(room_advice, room.now.notebook_id) == {}


def test_the_room_s_forecasts_are_told_by_indicator(room):
    room.start()
    room.foresee(90, 100, 110, 120, None)
    assert room.ask(room_forecasts, room.now.notebook_id) == {
        room.curve: RoomForecast(100, 90, 110, 4, ASKED_ON, "familles")
    }


def test_a_forecast_nobody_could_make_is_none(room):
    room.start()
    room.foresee(None)
    assert room.ask(room_forecasts, room.now.notebook_id) == {}


def test_what_the_room_said_of_promises_is_told_by_decision(room):
    loop_id, action = room.promised()
    promise = room.decision(loop_id, action)
    room.start()
    assert room.ask(promises_said) == {}
    said = [{"verdicts": {f"d{promise.id}": {"verdict": level}}} for level in (1, 1, -1, 0)]
    run_id = room.asking("agreement", *said)
    found = room.ask(promises_said)
    assert set(found) == {promise.id}
    verdict = found[promise.id]
    assert (verdict.run_id, verdict.kept, verdict.not_kept, verdict.passed) == (run_id, 2, 1, 1)


def test_the_board_shows_once_the_vote_is_closed_and_shown(room):
    room.start()
    assert room.board(room.vote(1, close=False, shown=True)) is None
    hidden = room.vote(1)
    assert room.board(hidden) is None
    room.do(reveal_run, run_id=hidden, revealed=True)
    board = room.board(hidden)
    assert [one.action for one in board.waiting] == ["Un café", "Un jardin"]
    assert not any(board.decided.values())


def test_advice_that_the_wall_has_not_shown_is_not_on_the_board(room):
    room.start()
    shown = room.vote(1, shown=True)
    assert room.board(shown).advice[room.acts[0]].leading == Verdict.CONTINUE
    room.vote(4)
    assert room.board(shown).advice[room.acts[0]].leading == Verdict.CONTINUE


def test_decisions_fall_into_place_the_latest_first(room):
    loop_id = room.start()
    run_id = room.asking("text", title="Nos décisions", close=False)
    cafe, garden = room.acts
    room.decide(loop_id, cafe, **ADJUST)
    board = room.board(run_id)
    assert [one.action for one in board.decided[Verdict.ADJUST]] == ["Un café"]
    assert [one.action for one in board.waiting] == ["Un jardin"]
    room.decide(loop_id, garden, **{**ADJUST, "what": "Moins grand"})
    assert [one.action for one in room.board(run_id).decided[Verdict.ADJUST]] == ["Un jardin", "Un café"]
    room.decide(loop_id, cafe, **STOP)
    board = room.board(run_id)
    assert [len(board.decided[one]) for one in Verdict] == [0, 1, 0, 1]
    assert board.waiting == ()


def test_once_the_loop_is_closed_what_it_stopped_is_still_on_the_board(room):
    loop_id = room.start()
    run_id = room.vote(4, shown=True)
    for action in room.acts:
        room.decide(loop_id, action, **STOP)
    room.close(loop_id)
    assert len(room.board(run_id).decided[Verdict.STOP]) == 2


def test_a_text_before_the_vote_or_of_another_notebook_is_no_board(room):
    room.start()
    assert room.board(room.asking("text", title="On reprend le fil", close=False)) is None

    def tell(work):
        notebook = create_notebook(work, Cover("Autre"))
        return open_run(work, cell_id=add_cell(work, notebook_id=notebook, draft=Draft("text", "Bonjour", "Bonjour")))

    assert room.board(room.do(tell)) is None


def drawn(room, run_id):
    """Return what the wall draws of the run's curve."""
    with room.database.reading() as session:
        run = get_run(session, room.id, run_id)
        [item] = run.content.items
        told = summary_of(session, run.id, run.content)["indicators"][item.key]
        return room_curve(session, room.id, item, told, WORDS, look=SMALL)


def test_the_curve_shows_what_the_room_sees_beside_what_was_frozen(room):
    room.start()
    chart = drawn(room, room.foresee(90, 100, 110, 120))
    rows = {row["part"]: row for row in chart.rows}
    assert (rows["room_half"]["value"], rows["room_half"]["end"], rows["room_middle"]["value"]) == (90, 110, 100)
    assert rows["room_before"]["label"] == "100\xa0familles"
    assert {"measure", "forecast"} <= set(rows)
    assert chart.caption == "“Familles”: the line frozen at the loop leads to 120.9\xa0familles (dashes)."
    alt.Chart.from_dict({**chart.picture, "data": {"values": list(chart.rows)}}).to_dict()


def test_in_the_later_half_of_the_picture_the_name_stands_before_the_mark(room):
    room.about, room.acts = room.scope("Un café")
    room.curve = room.grown(room.about, 60, 80, name="Familles", unit="familles")
    room.open(room.about)
    chart = drawn(room, room.foresee(90))
    assert {row["part"] for row in chart.rows} >= {"room_before", "room_middle"}
    assert chart.caption == "“Familles”: too few measures to draw a line ahead."


def test_the_house_s_picture_of_a_curve_is_not_changed_by_the_room_s(room):
    room.start()
    run_id = room.foresee(90)
    layers = [len(drawn(room, run_id).picture["layer"]) for _ in range(2)]
    assert layers[0] == layers[1]


def test_a_curve_taken_away_since_is_still_drawn_as_the_room_saw_it(room):
    room.start()
    run_id = room.foresee(90)
    room.do(withdraw_indicator, indicator_id=room.curve)
    assert "room_middle" in {row["part"] for row in drawn(room, run_id).rows}


def test_what_the_room_foresaw_has_no_place_on_a_curve_counted_in_another_unit_since(room):
    room.start()
    run_id = room.foresee(90)
    room.rewrite_indicator(room.curve, unit="%", why="Autre compte")
    room.measure(room.curve, date(2026, 5, 15), 55)
    assert drawn(room, run_id) is None
    [foreseen] = room.ask(room_forecasts, room.now.notebook_id).values()
    assert (foreseen.median, foreseen.unit) == (90, "familles")


@pytest.mark.parametrize("output", [{"summary": {}}, {"summary": {"actions": {}}}])
@pytest.mark.parametrize("kind", ["verdicts", "forecast", "agreement"])
def test_a_passage_that_kept_nothing_of_what_was_said_says_nothing(room, kind, output):
    promise = room.decision(*room.promised())
    room.start()
    about = {"agreement": f"d{promise.id}"}.get(kind)
    run_id = room.asking(kind, {"verdicts": {about: {"verdict": 1}}}) if about else RUNS[kind](room, 1)

    def forget(work):
        work.session.get_one(RunRow, run_id).output = output

    room.do(forget)
    assert room.ask(room_advice, room.now.notebook_id) == {}
    assert room.ask(room_forecasts, room.now.notebook_id) == {}
    assert room.ask(promises_said) == {}


def test_of_a_curve_that_nobody_could_foresee_there_is_no_picture(room):
    room.start()
    assert drawn(room, room.foresee(None)) is None
