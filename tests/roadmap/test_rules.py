from datetime import date

import pytest

from qic_core.errors import DomainError
from qic_core.roadmap.rules import FirstAction, Roadmap, Step, beyond, check_actions, check_loop_note, days_gone

TODAY = date(2026, 11, 23)
BEFORE, LATER = date(2026, 11, 22), date(2027, 1, 15)


def page(next_loop_on=None, *actions, columns=((), (), ())):
    return Roadmap("Koungou", "Mayotte", "", "", None, *columns, actions, next_loop_on, "", "http://a.test", 0)


def column(*ids, left_out=()):
    return tuple(Step(f"Changement {key}", id=key, told=key not in left_out) for key in ids)


def test_lines_left_empty_are_no_actions_and_texts_are_trimmed():
    told = check_actions(
        [FirstAction(" Ouvrir  le café ", " Ali "), FirstAction(" "), FirstAction("Afficher", by=LATER)]
    )
    assert told == (FirstAction("Ouvrir le café", "Ali"), FirstAction("Afficher", by=LATER))


@pytest.mark.parametrize(
    ("actions", "code"),
    [
        ([FirstAction("", who="Ali")], "action_missing"),
        ([FirstAction("  ", by=LATER)], "action_missing"),
        ([FirstAction(f"Action {number}") for number in range(6)], "too_many_actions"),
        ([FirstAction("x" * 161)], "text_too_long"),
        ([FirstAction("Ouvrir", who="x" * 121)], "text_too_long"),
    ],
)
def test_actions_that_cannot_stand_on_the_page_are_refused(actions, code):
    with pytest.raises(DomainError) as refused:
        check_actions(actions)
    assert refused.value.code == code


def test_a_note_over_its_length_is_refused():
    assert check_loop_note(" On relit\nensemble ") == "On relit ensemble"
    with pytest.raises(DomainError):
        check_loop_note("x" * 301)


@pytest.mark.parametrize(
    ("roadmap", "gone"),
    [
        (page(), False),
        (page(TODAY), False),
        (page(LATER, FirstAction("Ouvrir", by=LATER)), False),
        (page(BEFORE), True),
        (page(LATER, FirstAction("Ouvrir", by=LATER), FirstAction("Afficher", by=BEFORE)), True),
    ],
)
def test_a_day_before_today_is_gone(roadmap, gone):
    assert days_gone(roadmap, today=TODAY) == gone


def test_a_change_that_is_left_out_is_not_told():
    columns = (column(1, 2, 3, left_out={2}), column(4, left_out={4}), ())
    roadmap = page(columns=columns)
    assert roadmap.columns == columns
    assert roadmap.steps == ((columns[0][0], columns[0][2]), (), ())


@pytest.mark.parametrize(
    ("keep", "leave"),
    [((9, 9, 9), []), ((2, 9, 9), [4]), ((1, 1, 0), [3, 4, 6, 7]), ((0, 0, 0), [1, 3, 4, 5, 6, 7])],
)
def test_what_leaves_the_page_is_all_beyond_the_first_that_are_told(keep, leave):
    roadmap = page(columns=(column(1, 2, 3, 4, left_out={2}), column(5, 6), column(7)))
    assert beyond(roadmap, keep) == leave
