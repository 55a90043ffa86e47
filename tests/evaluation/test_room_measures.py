"""Indicators that the room measures: the closed runs of a cell are their measures, nothing is copied."""

from datetime import UTC, datetime
from gettext import NullTranslations

import pytest
from sqlmodel import select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.room_measures import offered_cells
from qic_core.evaluation.rules import MeasureSource
from qic_core.evaluation.tables import MeasureRow
from qic_core.words import catalogue
from qic_core.workshop.contributions import Receipt, Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run, reopen_run

COOPERATION = Draft("cooperation", "Où en sommes-nous ?", "À quel niveau coopérons-nous ?")
CHOICE = Draft("choice", "Qui vient ?", "Qui vient ?", items=("Des parents", "Des enfants"))
IDEAS = Draft("ideas", "Vos idées", "Que faire ?")
TEXT = Draft("text", "Bonjour", "Bienvenue à toutes et tous")
LEVEL = "Median level"


def cell(koungou, draft=COOPERATION):
    return koungou.do(lambda work: add_cell(work, notebook_id=create_notebook(work, Cover("Séminaire")), draft=draft))


def run(koungou, cell_id, moment, *levels, close=True):
    """Run a cell at a moment; each level is a voice. Return the run's id."""
    with koungou.database.writing(koungou.id) as work:
        then = Work(work.session, koungou.id, moment)
        run_id = open_run(then, cell_id=cell_id)
        voices = [Submission(run_id, f"key-{place:08}", {"level": level}) for place, level in enumerate(levels)]
        assert all(isinstance(receipt, Receipt) for receipt in record(then, voices))
        if close:
            close_run(then, run_id=run_id)
    return run_id


def at(month, day, hour=12):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_the_scale_of_cooperation_is_an_indicator_for_free(koungou):
    scale = cell(koungou)
    key = koungou.indicator(unit="", cell_id=scale, series="")
    runs = [run(koungou, scale, at(month, 2), *levels) for month, levels in ((3, (2, 3)), (6, (3, 4, 5)), (9, (5, 5)))]
    [indicator] = koungou.indicators
    assert indicator.by_room
    assert [(one.id, one.measured_on.month, one.value) for one in indicator.measures] == [
        (runs[0], 3, 2), (runs[1], 6, 4), (runs[2], 9, 5),
    ]  # fmt: skip
    assert {one.source for one in indicator.measures} == {MeasureSource.ROOM}
    assert indicator.id == key
    with koungou.database.reading() as session:
        assert session.exec(select(MeasureRow)).all() == []


def test_a_run_counts_on_its_day_where_the_collective_lives(koungou):
    scale = cell(koungou)
    key = koungou.indicator(cell_id=scale)
    run(koungou, scale, at(3, 2, hour=22), 3)  # in Mayotte it is the third already
    assert [one.measured_on.day for one in koungou.told(key).measures] == [3]


def test_of_two_runs_on_one_day_the_later_one_holds(koungou):
    scale = cell(koungou)
    key = koungou.indicator(cell_id=scale)
    run(koungou, scale, at(3, 2, hour=8), 3)
    run(koungou, scale, at(3, 2, hour=9), 6)
    assert [one.value for one in koungou.told(key).measures] == [6]


def test_a_run_that_is_open_or_that_nobody_answered_measures_nothing(koungou):
    scale = cell(koungou)
    key = koungou.indicator(cell_id=scale)
    run(koungou, scale, at(3, 2))
    answered = run(koungou, scale, at(6, 2), 4)
    run(koungou, scale, at(9, 2), 5, close=False)
    assert [one.value for one in koungou.told(key).measures] == [4]
    koungou.do(reopen_run, run_id=answered)  # which closes the other
    assert [one.value for one in koungou.told(key).measures] == [5]


def test_a_series_is_the_same_in_every_language(koungou):
    scale = cell(koungou)
    run(koungou, scale, at(3, 2), 4)
    titles = [koungou.ask(offered_cells, words)[0].series for words in (NullTranslations(), catalogue("fr"))]
    assert [list(one) for one in titles] == [[LEVEL], [LEVEL]]
    assert [one[LEVEL] for one in titles] == ["Median level", "Niveau médian"]
    key = koungou.indicator(cell_id=scale, series=LEVEL)
    assert [one.value for one in koungou.told(key).measures] == [4]


def test_what_is_offered_makes_a_curve_and_what_was_run_most_comes_first(koungou):
    often, once = cell(koungou), cell(koungou, CHOICE)
    cell(koungou, IDEAS)
    cell(koungou, TEXT)
    for month in (3, 6):
        run(koungou, often, at(month, 2), 4)
    offered = koungou.ask(offered_cells, NullTranslations())
    assert [(one.cell_id, list(one.series)) for one in offered] == [(often, [LEVEL]), (once, [])]


@pytest.mark.parametrize(
    ("draft", "series", "code"),
    [(TEXT, "", "cell_makes_no_curve"), (COOPERATION, "Autre chose", "series_unknown")],
)
def test_a_cell_or_a_series_that_makes_no_curve_is_refused(koungou, draft, series, code):
    chosen = cell(koungou, draft)
    with pytest.raises(DomainError, match=code):
        koungou.indicator(cell_id=chosen, series=series)


def test_the_cell_of_another_collective_is_refused(koungou):
    other = cell(koungou.elsewhere())
    with pytest.raises(DomainError, match="unknown"):
        koungou.indicator(cell_id=other)


def test_what_the_room_measures_is_not_typed_and_the_other_way_round(koungou):
    scale = cell(koungou)
    by_room, by_hand = koungou.indicator(cell_id=scale), koungou.indicator("À la main")
    with pytest.raises(DomainError, match="indicator_measured_by_room"):
        koungou.measure(by_room, at(3, 2).date(), 4)
    koungou.measure(by_hand, at(3, 2).date(), 4)
    with pytest.raises(DomainError, match="indicator_measured_by_hand"):
        koungou.rewrite_indicator(by_hand, cell_id=scale)
    koungou.rewrite_indicator(by_room, cell_id=None)
    assert koungou.told(by_room).wording.series == ""
    koungou.measure(by_room, at(3, 2).date(), 4)
