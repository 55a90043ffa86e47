from dataclasses import replace

import pytest

from qic_core.workshop.drafting import (
    CELLS_AT_MOST,
    Draft,
    add_cell,
    add_cells,
    draft_of,
    duplicate_cell,
    duplicate_notebook,
    edit_cell,
    move_cell,
    restore_cell,
    withdraw_cell,
    withdrawn_cells,
)
from qic_core.workshop.notebooks import Cover, create_notebook, get_notebook

QUESTION = Draft("ideas", "Besoins", "De quoi avons-nous besoin ?")
DOTS = Draft("dots", "Budget", "Où mettre nos points ?", items=("Un local", "Une navette"))


def cells(story, notebook_id=None):
    with story.reading() as session:
        return get_notebook(session, story.collective_id, notebook_id or story.notebook_id).cells


def cell(story, cell_id):
    return next(one for one in cells(story) if one.id == cell_id)


def kinds(story):
    return [one.kind for one in cells(story)]


@pytest.fixture
def four(story):
    """A notebook of four cells: A, B, C, D."""
    with story.writing() as work:
        story.notebook_id = create_notebook(work, Cover("Quatre temps"))
        return {
            title: add_cell(work, notebook_id=story.notebook_id, draft=replace(QUESTION, title=title))
            for title in "ABCD"
        }


def order(story):
    return "".join(one.title for one in cells(story))


def test_cells_stand_in_the_order_in_which_they_were_added(story):
    assert kinds(story) == list(story.cells)


def test_a_draft_is_kept_cleaned_with_the_habits_of_its_kind(story):
    draft = Draft("ideas", " Besoins\n", "De quoi\x00 avons-nous\nbesoin ?", notes="Lire à voix haute.\n\n\n\nPuis.")
    with story.writing() as work:
        cell_id = add_cell(work, notebook_id=story.notebook_id, draft=draft)
    kept = cell(story, cell_id)
    assert (kept.title, kept.prompt) == ("Besoins", "De quoi avons-nous besoin ?")
    assert kept.notes == "Lire à voix haute.\n\nPuis."
    assert (kept.settings, kept.minutes, kept.moderated, kept.items_from) == ({"at_most": 3}, 5, True, None)


def test_a_cell_that_tells_keeps_its_lines_and_one_that_asks_has_one(story):
    with story.writing() as work:
        told = add_cell(work, notebook_id=story.notebook_id, draft=Draft("text", "", "Karibu !\n\nBienvenue."))
        asked = add_cell(work, notebook_id=story.notebook_id, draft=Draft("words", "", "Un mot\nou deux ?"))
    assert (cell(story, told).prompt, cell(story, asked).prompt) == ("Karibu !\n\nBienvenue.", "Un mot ou deux ?")


def test_a_cell_without_title_is_called_by_the_start_of_its_prompt(story):
    with story.writing() as work:
        cell_id = add_cell(work, notebook_id=story.notebook_id, draft=Draft("ideas", " ", "Q" * 300))
    assert cell(story, cell_id).title == "Q" * 60


@pytest.mark.parametrize(
    ("kind", "wish", "moderated"),
    [("ideas", None, True), ("ideas", False, False), ("ideas", True, True), ("cooperation", True, False)],
)
def test_free_text_is_moderated_unless_the_author_says_no(story, kind, wish, moderated):
    with story.writing() as work:
        cell_id = add_cell(
            work, notebook_id=story.notebook_id, draft=Draft(kind, "Titre", "Question ?", moderated=wish)
        )
    assert cell(story, cell_id).moderated is moderated


REFUSED = [
    (replace(QUESTION, kind="quiz"), "kind_unknown"),
    (replace(QUESTION, prompt=" \x00"), "prompt_missing"),
    (replace(QUESTION, prompt="p" * 301), "text_too_long"),
    (Draft("text", "Bienvenue", "p" * 2001), "text_too_long"),
    (replace(QUESTION, title="t" * 121), "text_too_long"),
    (replace(QUESTION, notes="n" * 4001), "text_too_long"),
    (replace(QUESTION, minutes=-1), "minutes_out_of_bounds"),
    (replace(QUESTION, minutes=241), "minutes_out_of_bounds"),
    (replace(QUESTION, settings={"at_most": 6}), "setting_out_of_bounds"),
    (replace(QUESTION, settings={"more": 1}), "setting_unknown"),
    (replace(DOTS, items=()), "items_out_of_bounds"),
    (replace(DOTS, items=("Un local", "", " Un local ")), "items_out_of_bounds"),
    (replace(DOTS, items=[f"Proposition {n}" for n in range(61)]), "items_out_of_bounds"),
    (replace(DOTS, items=("i" * 141, "Un local")), "text_too_long"),
    (replace(DOTS, items_from=999_999), "cell_unknown"),
]


def test_a_draft_out_of_bounds_is_refused_and_changes_nothing(story):
    before = cells(story)
    for draft, code in REFUSED:
        with story.refused(code) as work:
            add_cell(work, notebook_id=story.notebook_id, draft=draft)
        with story.refused(code) as work:
            edit_cell(work, cell_id=story.cells["dots"], draft=draft)
    assert cells(story) == before


@pytest.mark.parametrize(
    "draft", [replace(QUESTION, prompt="p" * 300), Draft("text", "t" * 120, "p" * 2000, minutes=240, notes="n" * 4000)]
)
def test_a_draft_at_its_bounds_is_kept(story, draft):
    with story.writing() as work:
        cell_id = add_cell(work, notebook_id=story.notebook_id, draft=draft)
    assert draft_of(cell(story, cell_id)).prompt == draft.prompt


def test_a_cell_edited_as_it_is_stays_as_it_is(story):
    before = cells(story)
    with story.writing() as work:
        for one in before:
            edit_cell(work, cell_id=one.id, draft=draft_of(one))
    assert cells(story) == before


def test_an_edit_may_change_the_kind(story):
    with story.writing() as work:
        edit_cell(work, cell_id=story.cells["ideas"], draft=DOTS)
    edited = cell(story, story.cells["ideas"])
    assert (edited.kind, edited.items, edited.settings) == ("dots", ("Un local", "Une navette"), {"total": 5})


def test_a_cell_may_take_its_items_from_one_with_free_text(story):
    with story.writing() as work:
        cell_id = add_cell(
            work, notebook_id=story.notebook_id, draft=replace(DOTS, items=(), items_from=story.cells["ideas"])
        )
    assert cell(story, cell_id).items_from == story.cells["ideas"]


def test_a_cell_may_ask_about_things_of_the_journey(story):
    asks = Draft("judgment", "Jugement", "Un bon défi ?", about="candidates", items_from=story.cells["ideas"])
    with story.writing() as work:
        cell_id = add_cell(work, notebook_id=story.notebook_id, draft=asks)
    kept = cell(story, cell_id)
    assert (kept.about, kept.items_from) == ("candidates", None)
    assert draft_of(kept).about == "candidates"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(QUESTION, about="candidates"), "about_impossible"),
        (replace(DOTS, about="nothing-known"), "about_unknown"),
    ],
)
def test_a_cell_asks_about_nothing_that_it_cannot(story, draft, code):
    with story.refused(code) as work:
        add_cell(work, notebook_id=story.notebook_id, draft=draft)


@pytest.mark.parametrize("source", ["text", "choice", "dots", "cooperation"])
def test_a_cell_takes_no_items_where_nobody_writes(story, source):
    with story.refused("items_from_impossible") as work:
        add_cell(work, notebook_id=story.notebook_id, draft=replace(DOTS, items_from=story.cells[source]))


def test_a_cell_takes_no_items_from_another_collective(story, neighbours):
    with story.refused("notebook_unknown") as work:
        add_cell(work, notebook_id=story.notebook_id, draft=replace(DOTS, items_from=neighbours.cells["ideas"]))


@pytest.mark.parametrize(
    ("moved", "steps", "after"),
    [
        ("A", 1, "BACD"),
        ("A", 3, "BCDA"),
        ("A", 99, "BCDA"),
        ("A", -1, "ABCD"),
        ("D", -1, "ABDC"),
        ("D", -99, "DABC"),
        ("D", 1, "ABCD"),
        ("C", -2, "CABD"),
        ("B", 0, "ABCD"),
    ],
)
def test_a_cell_moves_among_its_neighbours_and_stops_at_either_end(story, four, moved, steps, after):
    with story.writing() as work:
        move_cell(work, cell_id=four[moved], steps=steps)
    assert order(story) == after


@pytest.mark.parametrize(("copied", "after"), [("A", "AABCD"), ("B", "ABBCD"), ("D", "ABCDD")])
def test_a_copy_stands_right_after_its_original(story, four, copied, after):
    with story.writing() as work:
        copy = duplicate_cell(work, cell_id=four[copied])
    assert order(story) == after
    assert cells(story)[after.index(copied) + 1].id == copy


def test_a_copy_says_the_same_and_is_edited_on_its_own(story):
    original = cell(story, story.cells["dots"])
    with story.writing() as work:
        copy = duplicate_cell(work, cell_id=original.id)
    assert draft_of(cell(story, copy)) == draft_of(original)
    with story.writing() as work:
        edit_cell(work, cell_id=copy, draft=DOTS)
    assert cell(story, original.id) == original


def test_a_withdrawn_cell_is_out_of_the_notebook_and_comes_back_to_its_place(story, four):
    with story.writing() as work:
        withdraw_cell(work, cell_id=four["B"])
    assert order(story) == "ACD"
    with story.reading() as session:
        assert [gone.title for gone in withdrawn_cells(session, story.notebook_id)] == ["B"]
    with story.writing() as work:
        restore_cell(work, cell_id=four["B"])
    assert order(story) == "ABCD"


def test_a_withdrawn_cell_neither_moves_nor_is_copied(story, four):
    with story.writing() as work:
        withdraw_cell(work, cell_id=four["B"])
    with story.refused("cell_unknown") as work:
        move_cell(work, cell_id=four["B"], steps=1)
    with story.refused("cell_unknown") as work:
        duplicate_cell(work, cell_id=four["B"])
    assert order(story) == "ACD"


def test_a_cell_added_after_a_withdrawal_still_comes_last(story, four):
    with story.writing() as work:
        withdraw_cell(work, cell_id=four["D"])
        add_cell(work, notebook_id=story.notebook_id, draft=replace(QUESTION, title="E"))
    assert order(story) == "ABCE"


def test_a_notebook_holds_a_bounded_number_of_cells(story):
    with story.writing() as work:
        full = create_notebook(work, Cover("Plein"))
        add_cells(work, notebook_id=full, drafts=[(QUESTION, None)] * CELLS_AT_MOST)
    with story.refused("too_many_cells") as work:
        add_cell(work, notebook_id=full, draft=QUESTION)


@pytest.mark.parametrize(
    "act",
    [
        lambda work, key: edit_cell(work, cell_id=key, draft=QUESTION),
        lambda work, key: move_cell(work, cell_id=key, steps=1),
        lambda work, key: duplicate_cell(work, cell_id=key),
        lambda work, key: withdraw_cell(work, cell_id=key),
        lambda work, key: restore_cell(work, cell_id=key),
    ],
    ids=["edit", "move", "duplicate", "withdraw", "restore"],
)
def test_the_cell_of_another_collective_is_refused(story, neighbours, act):
    before = cells(neighbours)
    with story.refused("notebook_unknown") as work:
        act(work, neighbours.cells["ideas"])
    with story.refused("cell_unknown") as work:
        act(work, 999_999)
    assert cells(neighbours) == before


def test_the_notebook_of_another_collective_takes_no_cell_and_is_not_copied(story, neighbours):
    with story.refused("notebook_unknown") as work:
        add_cell(work, notebook_id=neighbours.notebook_id, draft=QUESTION)
    with story.refused("notebook_unknown") as work:
        duplicate_notebook(work, notebook_id=neighbours.notebook_id, title="Volé")


def test_a_copied_notebook_has_the_same_cells_without_runs_nor_date(story):
    story.close(story.open("cooperation"))
    with story.writing() as work:
        copy = duplicate_notebook(work, notebook_id=story.notebook_id, title="Séance 2")
    with story.reading() as session:
        kept = get_notebook(session, story.collective_id, copy)
    assert kept.cover == Cover("Séance 2")
    assert [draft_of(one) for one in kept.cells] == [draft_of(one) for one in cells(story)]
    assert {one.runs for one in kept.cells} == {0}


def test_in_a_copied_notebook_items_come_from_the_copied_cell(story):
    with story.writing() as work:
        taker = add_cell(
            work, notebook_id=story.notebook_id, draft=replace(DOTS, items=(), items_from=story.cells["ideas"])
        )
        move_cell(work, cell_id=taker, steps=-99)
        copy = duplicate_notebook(work, notebook_id=story.notebook_id, title="Séance 2")
    copied = cells(story, copy)
    assert [one.kind for one in copied] == kinds(story)
    assert copied[0].items_from == next(one.id for one in copied if one.kind == "ideas")


def test_a_copy_keeps_a_source_that_was_withdrawn_or_stands_elsewhere(story):
    with story.writing() as work:
        add_cell(work, notebook_id=story.notebook_id, draft=replace(DOTS, items=(), items_from=story.cells["ideas"]))
        withdraw_cell(work, cell_id=story.cells["ideas"])
        copy = duplicate_notebook(work, notebook_id=story.notebook_id, title="Séance 2")
    assert cells(story, copy)[-1].items_from == story.cells["ideas"]
