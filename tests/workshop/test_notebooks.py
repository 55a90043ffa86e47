from datetime import date

import pytest

from qic_core.errors import DomainError
from qic_core.workshop.notebooks import (
    Cover,
    create_notebook,
    describe_notebook,
    get_notebook,
    list_notebooks,
    restore_notebook,
    withdraw_notebook,
)


def create(story, title, **cover):
    with story.writing() as work:
        return create_notebook(work, Cover(title, **cover))


def titles(story, **shelf):
    with story.reading() as session:
        return [notebook.cover.title for notebook in list_notebooks(session, story.collective_id, **shelf)]


def test_a_cover_is_kept_trimmed(story):
    cover = Cover("  Et si… ", "Oser\nrêver", "Tout le collectif\x00", date(2024, 5, 14))
    with story.writing() as work:
        notebook_id = create_notebook(work, cover)
    with story.reading() as session:
        kept = get_notebook(session, story.collective_id, notebook_id)
    assert kept.cover == Cover("Et si…", "Oser rêver", "Tout le collectif", date(2024, 5, 14))
    assert (kept.cells, kept.minutes) == ((), 0)


@pytest.mark.parametrize(
    ("cover", "code"),
    [
        ({"title": ""}, "title_missing"),
        ({"title": " \n"}, "title_missing"),
        ({"title": "\x00\u200b"}, "title_missing"),
        ({"title": "t" * 121}, "text_too_long"),
        ({"title": "Et si…", "aim": "a" * 301}, "text_too_long"),
        ({"title": "Et si…", "audience": "a" * 121}, "text_too_long"),
    ],
)
def test_a_cover_without_title_or_with_endless_texts_is_refused(story, cover, code):
    with story.refused(code) as work:
        create_notebook(work, Cover(**cover))
    with story.refused(code) as work:
        describe_notebook(work, notebook_id=story.notebook_id, cover=Cover(**cover))
    assert titles(story) == ["Atelier Coopérations"]


def test_a_cover_can_be_rewritten(story):
    with story.writing() as work:
        describe_notebook(work, notebook_id=story.notebook_id, cover=Cover("Séance 2", held_on=date(2024, 6, 1)))
    with story.reading() as session:
        kept = get_notebook(session, story.collective_id, story.notebook_id)
    assert kept.cover == Cover("Séance 2", held_on=date(2024, 6, 1))
    assert len(kept.cells) == len(story.cells)


def test_the_shelf_has_the_undated_first_then_the_latest_seminar(story):
    for title, day in (("Mai", date(2024, 5, 1)), ("Juin", date(2024, 6, 1)), ("Un jour", None)):
        create(story, title, held_on=day)
    assert titles(story) == ["Un jour", "Atelier Coopérations", "Juin", "Mai"]


def test_a_withdrawn_notebook_leaves_the_shelf_and_comes_back_whole(story):
    with story.writing() as work:
        withdraw_notebook(work, notebook_id=story.notebook_id)
    assert (titles(story), titles(story, withdrawn=True)) == ([], ["Atelier Coopérations"])
    with story.writing() as work:
        restore_notebook(work, notebook_id=story.notebook_id)
    assert (titles(story), titles(story, withdrawn=True)) == (["Atelier Coopérations"], [])


def test_each_collective_has_its_own_shelf(story, neighbours):
    create(neighbours, "Chez les voisins")
    assert titles(story) == ["Atelier Coopérations"]


@pytest.mark.parametrize(
    "act",
    [
        lambda work, key: describe_notebook(work, notebook_id=key, cover=Cover("Volé")),
        lambda work, key: withdraw_notebook(work, notebook_id=key),
        lambda work, key: restore_notebook(work, notebook_id=key),
    ],
    ids=["describe", "withdraw", "restore"],
)
def test_the_notebook_of_another_collective_is_refused(story, neighbours, act):
    for key in (neighbours.notebook_id, 404):
        with story.refused("notebook_unknown") as work:
            act(work, key)
    assert titles(neighbours) == ["Atelier Coopérations"]


def test_the_notebook_of_another_collective_cannot_be_read(story, neighbours):
    with story.reading() as session, pytest.raises(DomainError) as refusal:
        get_notebook(session, story.collective_id, neighbours.notebook_id)
    assert refusal.value.code == "notebook_unknown"


def test_a_notebook_says_how_long_it_takes_and_how_often_each_cell_was_run(story):
    for kind in ("cooperation", "cooperation", "ideas"):
        story.open(kind)
    with story.reading() as session:
        kept = get_notebook(session, story.collective_id, story.notebook_id)
    assert kept.minutes == 5 * len(story.cells)
    assert {cell.kind: cell.runs for cell in kept.cells if cell.runs} == {"cooperation": 2, "ideas": 1}
