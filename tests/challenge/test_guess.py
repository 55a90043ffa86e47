import gettext

import pytest

from qic_core.challenge.guess import Guess
from qic_core.errors import DomainError
from qic_core.export.answers_csv import answers_csv
from qic_core.export.transcript import transcript_of
from qic_core.words import catalogue
from qic_core.workshop.answers import check_answer
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.kind import Answer, Content, Harvest
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, freeze_run, open_run, reveal_run

WORDS = gettext.NullTranslations()
GUESS = Guess()


def content(figure=37.5, unit="%"):
    return Content("guess", "Tôle", "Combien de maisons en tôle, sur 100 ?", {"figure": figure, "unit": unit})


def room(*guesses, voices=1):
    return Harvest([Answer({"guess": guess}, voices) for guess in guesses])


def summary(harvest, asked=None):
    return GUESS.summarise(asked or content(), harvest)


@pytest.mark.parametrize(
    ("figure", "unit", "guess", "code"),
    [
        (37.5, "%", 100, None),
        (37.5, "%", 101, "figure_out_of_bounds"),
        (37.5, "%", -1, "figure_out_of_bounds"),
        (130, "%", 250, None),
        (2, "sur 3", 101, None),
        (12500, "", 10**9 + 1, "figure_out_of_bounds"),
        (-3.2, "%", -5, None),
        (37.5, "%", None, "figure_missing"),
    ],
)
def test_a_guess_lies_where_the_figure_could(figure, unit, guess, code):
    fields = GUESS.fields(content(figure, unit))
    if code is None:
        assert check_answer(fields, {"guess": guess}) == {"guess": guess}
    else:
        with pytest.raises(DomainError, match=code):
            check_answer(fields, {"guess": guess})


def test_the_form_tells_the_unit_and_never_the_figure():
    [field] = GUESS.fields(content(37.5, "%"))
    assert field.unit == "%"
    assert "37" not in repr(field)


@pytest.mark.parametrize(
    ("harvest", "median"),
    [
        (room(), None),
        (room(20), 20),
        (room(20, 60), 20),
        (room(60, 20, 30), 30),
        (Harvest([Answer({"guess": 10}, 1), Answer({"guess": 50.5}, 4)]), 50.5),
    ],
)
def test_the_middle_guess_is_one_that_somebody_made(harvest, median):
    assert summary(harvest)["median"] == median


@pytest.mark.parametrize(
    ("figure", "guesses", "near"),
    [(50, (45, 55, 44, 56), 2), (37.5, (34, 41, 41.25, 41.3), 3), (0, (0, 1), 1), (-10, (-9, -11, -12, 10), 2)],
)
def test_near_is_within_a_tenth_of_the_real_figure(figure, guesses, near):
    assert summary(room(*guesses), content(figure))["near"] == near


@pytest.mark.parametrize(
    ("asked", "words", "sentence"),
    [
        (content(), WORDS, "The room thought 40\xa0%, it is 37.5\xa0%."),
        (content(unit=""), WORDS, "The room thought 40, it is 37.5."),
        (content(), catalogue("fr"), "La salle pensait 40\xa0%, c’est 37,5\xa0%."),
    ],
)
def test_the_sentence_says_both_with_their_unit(asked, words, sentence):
    assert GUESS.sentence(asked, summary(room(40, 10, 80), asked), words) == sentence


def test_without_an_answer_nothing_gives_the_figure_away():
    empty = summary(room())
    assert GUESS.sentence(content(), empty, WORDS) == "No answer yet."
    assert GUESS.table(content(), empty, WORDS).rows == []
    assert GUESS.chart(content(), empty, WORDS, font=14) is None
    assert GUESS.trend(content(), empty, WORDS) == {}


def test_the_table_counts_voices_by_column_then_those_that_came_near():
    rows = GUESS.table(content(), summary(room(10, 38, voices=3)), WORDS).rows
    assert rows[0] == ("From 10 to less than 15", 3)
    assert rows[-2] == ("From 35 to less than 40", 3)
    assert rows[-1] == ("Less than 10 % from the real figure", 3)


def test_the_chart_rules_the_real_figure_with_its_unit():
    rows = GUESS.chart(content(), summary(room(10, 38)), WORDS, font=14).rows
    assert {(row["rule"], row["caption"]) for row in rows} == {(37.5, "Real figure: 37.5\xa0%")}


@pytest.fixture
def guessing(database, koungou):
    """The ids of a notebook and of its open run, in which one person has guessed."""
    settings = {"figure": 37.5, "unit": "%"}
    with database.writing(koungou) as work:
        notebook_id = create_notebook(work, Cover("Défi urgent"))
        draft = Draft("guess", "Tôle", "Combien de maisons ?", settings)
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
        record(work, [Submission(run_id, "key-00000001", {"guess": 12})])
    return notebook_id, run_id


@pytest.mark.parametrize(("act", "told"), [(None, False), (freeze_run, False), (close_run, True), (reveal_run, True)])
def test_no_export_tells_the_figure_before_the_room_has_seen_it(database, koungou, guessing, act, told):
    notebook_id, run_id = guessing
    if act:
        with database.writing(koungou) as work:
            act(work, run_id=run_id, **({"revealed": True} if act is reveal_run else {}))
    with database.reading() as session:
        transcript = transcript_of(session, koungou, notebook_id, WORDS)
        [cell] = transcript.cells
        answers = answers_csv(session, koungou, notebook_id, WORDS).decode()
    assert ("37.5" in repr(cell.runs)) is told
    assert ("37.5" in answers) is False
