from datetime import date

import pytest

from qic_core.challenge.candidates import add_candidate
from qic_core.errors import DomainError
from qic_core.pathways import links as links_module
from qic_core.pathways.links import (
    NewLink,
    add_link,
    add_links,
    edit_link,
    keep_confidence,
    link_items,
    withdraw_link,
)
from qic_core.pathways.rules import Horizon
from qic_core.pathways.service import withdraw_change
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.vision.service import adopt_vision
from qic_core.workshop.registry import subject_of
from qic_core.workshop.runs import close_run, get_run


@pytest.fixture
def chain(koungou):
    """The ids of three changes, one a horizon."""
    return [koungou.change(name, horizon) for name, horizon in zip(("Savoir", "Faire", "Vivre"), Horizon, strict=True)]


def why(koungou, link_id, version=1, **told):
    known = {"hypothesis": "On le sait", "evidence": "Enquête 2025", "confidence": 50}
    koungou.do(edit_link, link_id=link_id, version=version, **{**known, **told})


def confidences(koungou):
    return {link.id: link.confidence for link in koungou.pathways.links}


def test_a_link_says_why_it_holds(koungou, chain):
    key = koungou.link(*chain[:2], hypothesis=" Qui sait\n\nagit ", evidence="Source 003")
    [link] = koungou.pathways.links
    assert (link.id, link.from_id, link.to_id) == (key, *chain[:2])
    assert (link.hypothesis, link.evidence, link.confidence) == ("Qui sait\n\nagit", "Source 003", None)


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ((0, 0), "link_to_itself"),
        ((0, 1), "link_twice"),
        ((2, None), "link_twice"),
        ((1, 0), "link_closes_circle"),
        ((2, 0), "link_closes_circle"),
    ],
)
def test_a_link_that_cannot_stand_is_refused_and_changes_nothing(koungou, chain, ends, code):
    for start, end in [(0, 1), (1, 2)]:
        koungou.link(chain[start], chain[end])
    koungou.link(chain[2])
    with pytest.raises(DomainError, match=code):
        koungou.link(*(None if end is None else chain[end] for end in ends))
    assert len(koungou.pathways.links) == 3


def test_a_circle_is_refused_with_its_name(koungou, chain):
    koungou.link(*chain[:2])
    koungou.link(*chain[1:])
    with pytest.raises(DomainError) as refusal:
        koungou.link(chain[2], chain[0])
    assert refusal.value.params == {"circle": "Vivre → Savoir → Faire → Vivre"}


def test_a_link_from_or_to_what_is_gone_or_another_s_is_refused(koungou, chain):
    koungou.do(withdraw_change, change_id=chain[0])
    for ends in [chain[:2], chain[1::-1], (chain[0], None), (999, None)]:
        with pytest.raises(DomainError, match="change_unknown"):
            koungou.link(*ends)
    with koungou.database.writing(koungou.id + 1) as work, pytest.raises(DomainError, match="change_unknown"):
        add_link(work, from_id=chain[1], to_id=None)


def test_a_withdrawn_link_may_be_drawn_again(koungou, chain):
    first = koungou.link(*chain[:2])
    koungou.do(withdraw_link, link_id=first)
    again = koungou.link(*chain[:2])
    assert [link.id for link in koungou.pathways.links] == [again] != [first]


def test_several_links_are_drawn_together_or_not_at_all(koungou, chain):
    with pytest.raises(DomainError, match="link_closes_circle"):
        koungou.do(add_links, links=[NewLink(*chain[:2]), NewLink(*chain[1::-1])])
    assert koungou.pathways.links == ()


def test_more_links_than_the_map_holds_are_refused(koungou, chain, monkeypatch):
    monkeypatch.setattr(links_module, "LINKS_AT_MOST", 2)
    koungou.link(*chain[:2])
    koungou.link(*chain[1:])
    with pytest.raises(DomainError, match="too_many_links"):
        koungou.link(chain[2])


def test_the_second_editor_of_a_link_is_told_and_overwrites_nothing(koungou, chain):
    key = koungou.link(*chain[:2])
    why(koungou, key)
    with pytest.raises(DomainError, match="link_changed_meanwhile"):
        why(koungou, key, hypothesis="Autre chose")
    [link] = koungou.pathways.links
    assert (link.hypothesis, link.evidence, link.confidence, link.version) == ("On le sait", "Enquête 2025", 50, 2)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"confidence": 101}, "confidence_out_of_bounds"),
        ({"confidence": -1}, "confidence_out_of_bounds"),
        ({"hypothesis": "x" * 1001}, "text_too_long"),
        ({"evidence": "x" * 1001}, "text_too_long"),
    ],
)
def test_a_link_is_not_edited_out_of_bounds(koungou, chain, told, code):
    key = koungou.link(*chain[:2])
    with pytest.raises(DomainError, match=code):
        why(koungou, key, **told)


def test_a_link_withdrawn_or_of_others_is_out_of_reach(koungou, chain):
    key = koungou.link(*chain[:2])
    with koungou.database.writing(koungou.id + 1) as work, pytest.raises(DomainError, match="pathway_link_unknown"):
        withdraw_link(work, link_id=key)
    koungou.do(withdraw_link, link_id=key)
    with pytest.raises(DomainError, match="pathway_link_unknown"):
        why(koungou, key)


def test_a_cell_asks_about_links_those_nobody_judged_first_then_the_least_sure(koungou, chain):
    sure, unsure, unknown = koungou.link(*chain[:2]), koungou.link(*chain[1:]), koungou.link(chain[2])
    why(koungou, sure, confidence=75)
    why(koungou, unsure, confidence=25)
    items = koungou.ask(subject_of("links").items)
    assert [(item.key, item.text, item.thing) for item in items] == [
        (f"l{unknown}", "Vivre → Vision", ("link", unknown)),
        (f"l{unsure}", "Faire → Vivre", ("link", unsure)),
        (f"l{sure}", "Savoir → Faire", ("link", sure)),
    ]


def test_the_adopted_vision_is_named_in_its_own_words(koungou, chain):
    koungou.link(chain[2])
    koungou.do(
        adopt_vision, statement_id=None, text="Grandir ensemble", year=2035, voices={}, residents=0,
        adopted_on=date(2026, 9, 24),
    )  # fmt: skip
    assert [item.text for item in koungou.ask(link_items)] == ["Vivre → Grandir ensemble"]


@pytest.fixture
def voted(koungou, chain):
    """A run of `confidence` in which three people judged the first two of three links; its id and the links'."""
    keys = [koungou.link(*chain[:2]), koungou.link(*chain[1:]), koungou.link(chain[2])]
    run_id = koungou.run("confidence", about="links")
    levels = [(100, 25), (75, 25), (75, 50)]
    koungou.say(run_id, *({"links": {f"l{keys[n]}": {"sure": pair[n]} for n in (0, 1)}} for pair in levels))
    return run_id, keys


def test_the_room_s_medians_go_to_the_links_with_their_thread(koungou, voted):
    run_id, (first, second, third) = voted
    koungou.do(close_run, run_id=run_id)
    assert koungou.do(keep_confidence, run_id=run_id) == 2
    assert confidences(koungou) == {first: 75, second: 25, third: None}
    with koungou.database.reading() as session:
        assert [strand.run_id for strand in origins_of(session, ThingKind.LINK, first)] == [run_id]
        assert origins_of(session, ThingKind.LINK, third) == []


def test_whoever_edits_a_link_while_the_room_s_figure_comes_is_told(koungou, voted):
    run_id, (first, *_others) = voted
    koungou.do(close_run, run_id=run_id)
    koungou.do(keep_confidence, run_id=run_id)
    with pytest.raises(DomainError, match="link_changed_meanwhile"):
        why(koungou, first, version=1, confidence=10)
    assert confidences(koungou)[first] == 75


def test_a_link_taken_off_since_keeps_what_it_had(koungou, voted):
    run_id, (first, second, third) = voted
    koungou.do(close_run, run_id=run_id)
    koungou.do(withdraw_link, link_id=first)
    assert koungou.do(keep_confidence, run_id=run_id) == 1
    assert confidences(koungou) == {second: 25, third: None}


def test_figures_are_taken_from_a_closed_run_of_confidence_only(koungou, voted):
    with pytest.raises(DomainError, match="confidence_not_closed"):
        koungou.do(keep_confidence, run_id=voted[0])
    other, _ideas = koungou.propose("Lire")
    with pytest.raises(DomainError, match="confidence_not_closed"):
        koungou.do(keep_confidence, run_id=other)
    with koungou.database.writing(koungou.id + 1) as work, pytest.raises(DomainError, match="run_unknown"):
        keep_confidence(work, run_id=voted[0])


def test_a_vote_about_typed_lines_leaves_every_link_as_it_is(koungou, chain):
    key = koungou.link(*chain[:2])
    run_id = koungou.run("confidence", items=("A → B", "B → C"))
    item = koungou.ask(get_run, run_id).content.items[0].key
    koungou.say(run_id, {"links": {item: {"sure": 100}}})
    koungou.do(close_run, run_id=run_id)
    assert koungou.do(keep_confidence, run_id=run_id) == 0
    assert confidences(koungou) == {key: None}


def test_a_vote_about_other_things_leaves_the_link_of_the_same_number_alone(koungou, chain):
    key = koungou.link(*chain[:2])
    candidate = koungou.do(add_candidate, text="L'eau")
    assert candidate == key
    run_id = koungou.run("confidence", about="candidates")
    koungou.say(run_id, {"links": {f"p{candidate}": {"sure": 100}}})
    koungou.do(close_run, run_id=run_id)
    assert koungou.do(keep_confidence, run_id=run_id) == 0
    assert confidences(koungou) == {key: None}
