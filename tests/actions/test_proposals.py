import pytest

from qic_core.actions.proposals import place_proposals, proposed_actions
from qic_core.errors import DomainError
from qic_core.pathways.proposals import proposed_ideas
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, origins_of
from qic_core.workshop.moderation import group, hide, show
from qic_core.workshop.runs import close_run


def proposed(koungou, *texts, shown=True):
    """Let each text come from a phone in a run of `action`; return the run's id and the ideas'."""
    run_id = koungou.run("action", "Quelles actions ?")
    ideas = koungou.say(run_id, *({"actions": [text]} for text in texts))
    if shown:
        koungou.do(show, run_id=run_id, idea_ids=ideas)
    koungou.do(close_run, run_id=run_id)
    return run_id, ideas


def waiting(koungou):
    return [one.text for one in koungou.ask(proposed_actions)]


def test_what_the_room_proposed_waits_with_what_it_was_asked_until_it_is_placed(koungou):
    change = koungou.change("Les parents viennent")
    run, (cafe, again, bus) = proposed(koungou, "Un café", "un CAFÉ", "Un bus")
    [first, second] = koungou.ask(proposed_actions)
    assert (first.run_id, first.text, first.idea_ids, first.asked.title) == (
        run, "Un café", (cafe, again), "Quelles actions ?",
    )  # fmt: skip
    assert second.idea_ids == (bus,)
    assert koungou.do(place_proposals, run_id=run, idea_ids=[cafe, again], change_id=change) == 2
    assert waiting(koungou) == ["Un bus"]
    [action] = koungou.actions
    assert (action.title, action.plan.change_ids) == ("Un café", (change,))


def test_a_placed_idea_is_tied_to_its_action_either_way(koungou):
    run, [idea] = proposed(koungou, "Un café")
    koungou.do(place_proposals, run_id=run, idea_ids=[idea], change_id=None)
    [action] = koungou.actions
    assert action.plan.change_ids == ()
    with koungou.database.reading() as session:
        assert [strand.idea for strand in origins_of(session, ThingKind.ACTION, action.id)] == ["Un café"]
        assert [thing.kind for thing in fates_of(session, [idea])[idea]] == [ThingKind.ACTION]


def test_an_action_in_the_same_words_gets_the_idea_instead_of_a_twin_under_the_same_change_only(koungou):
    change, other = koungou.change("A"), koungou.change("B")
    standing = koungou.act("Un café", change_ids=(change,))
    run, [idea] = proposed(koungou, "UN café")
    koungou.do(place_proposals, run_id=run, idea_ids=[idea], change_id=change)
    assert [action.id for action in koungou.actions] == [standing]
    assert waiting(koungou) == []
    run, [idea] = proposed(koungou, "un CAFÉ")
    koungou.do(place_proposals, run_id=run, idea_ids=[idea], change_id=other)
    assert [action.title for action in koungou.actions] == ["Un café", "un CAFÉ"]


def test_proposals_placed_together_make_an_action_each(koungou):
    run, ideas = proposed(koungou, "Un café", "Un bus", "un CAFÉ")
    assert koungou.do(place_proposals, run_id=run, idea_ids=ideas, change_id=None) == 3
    assert [action.title for action in koungou.actions] == ["Un café", "Un bus"]
    with koungou.database.reading() as session:
        told = [origins_of(session, ThingKind.ACTION, action.id) for action in koungou.actions]
    assert [[strand.idea_id for strand in strands] for strands in told] == [[ideas[0], ideas[2]], [ideas[1]]]


def test_ideas_under_a_theme_are_placed_under_its_name(koungou):
    run, ideas = proposed(koungou, "Un café", "Un goûter")
    koungou.do(group, run_id=run, idea_ids=ideas, label="Se retrouver")
    assert waiting(koungou) == ["Se retrouver"]
    koungou.do(place_proposals, run_id=run, idea_ids=ideas, change_id=None)
    assert [action.title for action in koungou.actions] == ["Se retrouver"]


def test_what_moderation_has_not_shown_is_not_proposed_and_cannot_be_placed(koungou):
    run, [idea, gone] = proposed(koungou, "Un café", "Une bêtise")
    koungou.do(hide, run_id=run, idea_ids=[gone])
    assert waiting(koungou) == ["Un café"]
    with pytest.raises(DomainError, match="idea_unknown"):
        koungou.do(place_proposals, run_id=run, idea_ids=[idea, gone], change_id=None)
    assert koungou.actions == []


def test_a_run_of_another_collective_is_out_of_reach(koungou):
    run, ideas = proposed(koungou, "Un café")
    with koungou.database.writing(koungou.id + 1) as work, pytest.raises(DomainError, match="run_unknown"):
        place_proposals(work, run_id=run, idea_ids=ideas, change_id=None)


def test_changes_and_actions_wait_apart(koungou):
    koungou.propose("Les parents viennent")
    proposed(koungou, "Un café")
    assert waiting(koungou) == ["Un café"]
    assert [one.text for one in koungou.ask(proposed_ideas)] == ["Les parents viennent"]
