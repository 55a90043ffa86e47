from datetime import date

import pytest
from sqlalchemy import event

from qic_core.errors import DomainError
from qic_core.pathways.links import NewLink, add_links, withdraw_link
from qic_core.pathways.proposals import proposed_ideas
from qic_core.pathways.rules import CHANGES_AT_MOST, Horizon, Nature, Target
from qic_core.pathways.service import (
    add_change,
    arrange,
    edit_change,
    list_changes,
    move_change,
    pathways_of,
    restore_change,
    take_ideas,
    withdraw_change,
    withdrawn_changes,
)
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, origins_of
from qic_core.workshop.moderation import group, hide
from tests.pathways.story import wording


def test_a_change_says_all_that_was_written(koungou):
    told = {
        "for_whom": "les familles de Majicavo", "from_state": "elles ne viennent pas", "to_state": "elles viennent",
        "unseen": "celles qui travaillent la nuit", "due_on": date(2027, 6, 30),
        "target": Target(3, "contacts", "par an"), "nature": Nature.PRACTICE,
    }  # fmt: skip
    key = koungou.change("Les parents viennent", Horizon.MEDIUM, **told)
    [change] = koungou.ask(list_changes)
    assert (change.id, change.version) == (key, 1)
    assert change.wording == wording("Les parents viennent", Horizon.MEDIUM, **told)


def test_changes_come_horizon_after_horizon_each_in_the_order_of_its_column(koungou):
    for title, horizon in [("L", "long"), ("S1", "short"), ("M", "medium"), ("S2", "short")]:
        koungou.change(title, Horizon(horizon))
    assert koungou.titles == ["S1", "S2", "M", "L"]


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(koungou):
    key = koungou.change("Les parents viennent")
    koungou.do(edit_change, change_id=key, version=1, wording=wording("Les parents décident"))
    with pytest.raises(DomainError, match="change_changed_meanwhile"):
        koungou.do(edit_change, change_id=key, version=1, wording=wording("Les parents restent chez eux"))
    [change] = koungou.pathways.changes
    assert (change.title, change.version) == ("Les parents décident", 2)
    koungou.do(edit_change, change_id=key, version=2, wording=wording("Les parents décident aussi"))
    assert koungou.titles == ["Les parents décident aussi"]


def test_a_change_taken_off_meanwhile_is_not_edited_unseen(koungou):
    key = koungou.change("Les parents viennent")
    koungou.do(withdraw_change, change_id=key)
    with pytest.raises(DomainError, match="change_withdrawn"):
        koungou.do(edit_change, change_id=key, version=1, wording=wording("Les parents décident"))


def test_a_change_that_moves_to_another_horizon_comes_last_there(koungou):
    first, *_others = [koungou.change(title) for title in ("A", "B")]
    koungou.change("C", Horizon.LONG)
    koungou.do(edit_change, change_id=first, version=1, wording=wording("A", Horizon.LONG))
    assert koungou.titles == ["B", "C", "A"]


def test_a_withdrawn_change_takes_its_links_along_and_brings_them_back(koungou):
    a, b, c = (koungou.change(name, horizon) for name, horizon in zip("ABC", Horizon, strict=True))
    ab, bc, cv = koungou.link(a, b), koungou.link(b, c), koungou.link(c)
    koungou.do(withdraw_change, change_id=b)
    assert koungou.titles == ["A", "C"]
    assert [link.id for link in koungou.pathways.links] == [cv]
    assert [change.title for change in koungou.ask(withdrawn_changes)] == ["B"]
    koungou.do(restore_change, change_id=b)
    assert koungou.titles == ["A", "B", "C"]
    assert [link.id for link in koungou.pathways.links] == [ab, bc, cv]
    assert koungou.ask(withdrawn_changes) == []


def test_only_the_links_that_left_with_a_change_come_back_with_it(koungou):
    a, b, c = (koungou.change(name, horizon) for name, horizon in zip("ABC", Horizon, strict=True))
    ab, bc = koungou.link(a, b), koungou.link(b, c)
    koungou.do(withdraw_link, link_id=ab)
    koungou.do(withdraw_change, change_id=b)
    koungou.do(restore_change, change_id=b)
    assert [link.id for link in koungou.pathways.links] == [bc]


def test_a_link_that_would_close_a_circle_by_now_stays_away(koungou):
    a, b, c = (koungou.change(name, Horizon.MEDIUM) for name in "ABC")
    ab, bc = koungou.link(a, b), koungou.link(b, c)
    koungou.do(withdraw_change, change_id=b)
    ca = koungou.link(c, a)
    koungou.do(restore_change, change_id=b)
    assert [link.id for link in koungou.pathways.links] == [ab, ca]
    assert bc not in [link.id for link in koungou.pathways.links]


def test_withdrawing_or_restoring_twice_changes_nothing(koungou):
    key = koungou.change("A")
    link = koungou.link(key)
    for _ in range(2):
        koungou.do(withdraw_change, change_id=key)
    for _ in range(2):
        koungou.do(restore_change, change_id=key)
    assert [one.id for one in koungou.pathways.links] == [link]


@pytest.mark.parametrize(
    ("moved", "steps", "order"),
    [("A", 1, "BACD"), ("D", -2, "ADBC"), ("B", -9, "BACD"), ("B", 9, "ACDB"), ("C", 0, "ABCD")],
)
def test_a_change_moves_in_its_column_as_far_as_there_is_room(koungou, moved, steps, order):
    keys = {name: koungou.change(name) for name in "ABCD"}
    koungou.change("M", Horizon.MEDIUM)
    koungou.do(move_change, change_id=keys[moved], steps=steps)
    assert koungou.titles == [*order, "M"]


def test_arranging_uncrosses_the_links_and_is_never_done_unasked(koungou):
    a, b = koungou.change("A"), koungou.change("B")
    c, d = koungou.change("C", Horizon.MEDIUM), koungou.change("D", Horizon.MEDIUM)
    koungou.link(a, d)
    koungou.link(b, c)
    assert koungou.titles == ["A", "B", "C", "D"]
    koungou.do(arrange)
    assert koungou.titles in (["A", "B", "D", "C"], ["B", "A", "C", "D"])
    assert {change.version for change in koungou.pathways.changes} == {1}


def test_the_map_holds_500_changes_and_refuses_the_501st_clearly(koungou):
    with koungou.database.writing(koungou.id) as work:
        keys = [add_change(work, wording=wording(f"Changement {n}")) for n in range(CHANGES_AT_MOST)]
    with pytest.raises(DomainError, match="too_many_changes") as refusal:
        koungou.change("Un de trop")
    assert refusal.value.params == {"at_most": 500}
    assert len(koungou.pathways.changes) == 500
    koungou.do(withdraw_change, change_id=keys[0])
    koungou.change("Celui-ci tient")
    with pytest.raises(DomainError, match="too_many_changes"):
        koungou.do(restore_change, change_id=keys[0])


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        (edit_change, {"version": 1, "wording": wording("Autre")}),
        (withdraw_change, {}),
        (restore_change, {}),
        (move_change, {"steps": 1}),
    ],
)
def test_another_collective_s_change_is_out_of_reach(koungou, verb, told):
    key = koungou.change("À nous")
    with koungou.database.writing(koungou.id + 1) as work, pytest.raises(DomainError, match="change_unknown"):
        verb(work, change_id=key, **told)
    assert koungou.ask(lambda session, _id: list_changes(session, koungou.id + 1)) == []


def test_what_the_room_proposed_is_listed_until_it_is_placed(koungou):
    run, (water, again, school) = koungou.propose("L'eau arrive", "l'eau arrive", "On lit", horizon=2)
    proposals = koungou.ask(proposed_ideas)
    assert [(one.run_id, one.horizon, one.text, one.idea_ids) for one in proposals] == [
        (run, Horizon.MEDIUM, "L'eau arrive", (water, again)),
        (run, Horizon.MEDIUM, "On lit", (school,)),
    ]
    assert koungou.do(take_ideas, run_id=run, idea_ids=[water, again], horizon=Horizon.MEDIUM) == 2
    assert [one.text for one in koungou.ask(proposed_ideas)] == ["On lit"]
    [change] = koungou.pathways.changes
    assert (change.title, change.horizon, change.wording.nature) == ("L'eau arrive", Horizon.MEDIUM, Nature.PRACTICE)


def test_a_placed_idea_is_tied_to_its_change_either_way(koungou):
    run, [idea] = koungou.propose("Les parents lisent")
    koungou.do(take_ideas, run_id=run, idea_ids=[idea], horizon=Horizon.SHORT)
    [change] = koungou.pathways.changes
    with koungou.database.reading() as session:
        [strand] = origins_of(session, ThingKind.CHANGE, change.id)
        [thing] = fates_of(session, [idea])[idea]
    assert (strand.run_id, strand.idea, strand.notebook) == (run, "Les parents lisent", "Chemins de changement")
    assert (thing.kind, thing.id, thing.said) == (ThingKind.CHANGE, change.id, "Les parents lisent")


def test_a_text_that_stands_at_that_horizon_is_tied_instead_of_doubled(koungou):
    standing = koungou.change("Les parents lisent")
    run, [idea] = koungou.propose("les parents LISENT")
    koungou.do(take_ideas, run_id=run, idea_ids=[idea], horizon=Horizon.SHORT)
    assert koungou.titles == ["Les parents lisent"]
    with koungou.database.reading() as session:
        assert [strand.idea_id for strand in origins_of(session, ThingKind.CHANGE, standing)] == [idea]
    run, [idea] = koungou.propose("les parents LISENT")
    koungou.do(take_ideas, run_id=run, idea_ids=[idea], horizon=Horizon.LONG)
    assert koungou.titles == ["Les parents lisent", "les parents LISENT"]


def test_ideas_grouped_under_a_theme_are_placed_under_its_name(koungou):
    run, ideas = koungou.propose("L'eau partout", "De l'eau tous les jours", "On lit")
    koungou.do(group, run_id=run, idea_ids=ideas[:2], label="L'eau arrive chez tous")
    texts = [(one.text, one.idea_ids) for one in koungou.ask(proposed_ideas)]
    assert texts == [("L'eau arrive chez tous", tuple(ideas[:2])), ("On lit", (ideas[2],))]
    koungou.do(take_ideas, run_id=run, idea_ids=ideas, horizon=Horizon.SHORT)
    assert koungou.titles == ["L'eau arrive chez tous", "On lit"]


@pytest.mark.parametrize("closed", [True, False])
def test_only_what_moderation_shows_is_proposed_the_run_closed_or_not(koungou, closed):
    run, (one, other) = koungou.propose("L'eau arrive", "Bof", closed=closed)
    koungou.do(hide, run_id=run, idea_ids=[other])
    assert [proposal.idea_ids for proposal in koungou.ask(proposed_ideas)] == [(one,)]
    with pytest.raises(DomainError, match="idea_unknown"):
        koungou.do(take_ideas, run_id=run, idea_ids=[other], horizon=Horizon.SHORT)
    assert koungou.pathways.changes == ()


def test_what_waits_for_moderation_and_other_kinds_are_not_proposed(koungou):
    koungou.propose("L'eau arrive", shown=False)
    koungou.say(koungou.run("ideas", moderated=False), {"ideas": ["Une idée"]})
    assert koungou.ask(proposed_ideas) == []


def test_pathways_take_two_questions_however_many_they_are(koungou):
    with koungou.database.writing(koungou.id) as work:
        columns = [
            [add_change(work, wording=wording(f"Changement {n}", horizon)) for n in range(100)] for horizon in Horizon
        ]
        ends = [(columns[k % 2][n], columns[k % 2 + 1][(n + k) % 100]) for k in range(6) for n in range(100)]
        add_links(work, links=[NewLink(*pair) for pair in ends])
    asked = []
    with koungou.database.reading() as session:
        event.listen(session.connection(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        pathways = pathways_of(session, koungou.id)
    assert (len(pathways.changes), len(pathways.links), len(asked)) == (300, 600, 2)
