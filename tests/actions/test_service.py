from datetime import UTC, date, datetime, timedelta

import pytest

from qic_core.actions.rules import ACTIONS_AT_MOST, Funding, Means, Plan, Status
from qic_core.actions.service import (
    action_items,
    add_action,
    edit_action,
    list_actions,
    restore_action,
    set_status,
    status_log,
    withdraw_action,
    withdrawn_actions,
)
from qic_core.collective.mergers import merge_organisations, unmerge
from qic_core.collective.service import create_collective
from qic_core.errors import DomainError
from qic_core.pathways.service import restore_change, withdraw_change
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from tests.actions.story import CAFE, Village

MARCH = date(2026, 3, 2)
VERBS = [
    (edit_action, {"version": 1, "plan": CAFE}),
    (withdraw_action, {}),
    (restore_action, {}),
    (set_status, {"status": Status.READY, "since": MARCH}),
]


def log(koungou, action_id):
    with koungou.database.reading() as session:
        return status_log(session, action_id)


def test_an_action_says_all_that_was_written(koungou):
    changes = tuple(koungou.change(title) for title in ("Les parents viennent", "On se connaît"))
    school, town = koungou.organisation("L'école"), koungou.organisation("La mairie")
    plan = Plan(
        "Un café", changes, school, (town,), "Demander la salle", "les familles", MARCH, date(2026, 6, 1),
        Means.COMMON_LAW, Funding.OPERATING, 1200, 0,
    )  # fmt: skip
    key = koungou.do(add_action, plan=plan)
    [action] = koungou.actions
    assert (action.id, action.status, action.version) == (key, Status.IDEA, 1)
    assert action.plan == plan
    assert action.organisation_ids == {school, town}


def test_an_action_may_serve_no_change_and_have_no_lead(koungou):
    koungou.do(add_action, plan=Plan("On verra"))
    [action] = koungou.actions
    assert action.plan == Plan("On verra")
    assert action.plan.sought is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"change_ids": (999,)}, "change_unknown"),
        ({"lead_id": 999}, "organisation_unknown"),
        ({"partner_ids": (999,)}, "organisation_unknown"),
        ({"title": "  "}, "action_untitled"),
        ({"sought": -5}, "money_out_of_bounds"),
    ],
)
def test_what_is_refused_writes_nothing(koungou, wrong, code):
    with pytest.raises(DomainError, match=code):
        koungou.act(**wrong)
    assert koungou.actions == []


def test_changes_and_organisations_of_another_collective_are_out_of_reach(koungou):
    with koungou.database.writing() as work:
        key = create_collective(work, name="Ailleurs", place="Ici", colleges=["Associations"], timezone="Europe/Paris")
    other = Village(koungou.database, key)
    change, school = other.change("Là-bas"), other.organisation("L'école")
    for wrong, code in [
        ({"change_ids": (change,)}, "change_unknown"),
        ({"lead_id": school}, "organisation_unknown"),
        ({"partner_ids": (school,)}, "organisation_unknown"),
    ]:
        with pytest.raises(DomainError, match=code):
            koungou.act(**wrong)


@pytest.mark.parametrize(("verb", "told"), VERBS)
def test_another_collective_s_action_is_out_of_reach(koungou, verb, told):
    key = koungou.act()
    with koungou.database.writing(koungou.id + 1) as work, pytest.raises(DomainError, match="action_unknown"):
        verb(work, action_id=key, **told)
    assert koungou.ask(lambda session, _id: list_actions(session, koungou.id + 1)) == []


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(koungou):
    key = koungou.act()
    koungou.rewrite(key, title="Le café du lundi")
    with pytest.raises(DomainError, match="action_changed_meanwhile"):
        koungou.rewrite(key, title="Le café du mardi")
    assert (koungou.action(key).title, koungou.action(key).version) == ("Le café du lundi", 2)


def test_editing_takes_changes_and_partners_away_and_adds_others(koungou):
    first, second = koungou.change("A"), koungou.change("B")
    school, town = koungou.organisation("L'école"), koungou.organisation("La mairie")
    key = koungou.act(change_ids=(first,), partner_ids=(school,))
    koungou.rewrite(key, change_ids=(second,), partner_ids=(town,))
    assert (koungou.action(key).plan.change_ids, koungou.action(key).plan.partner_ids) == ((second,), (town,))
    koungou.rewrite(key, version=2, change_ids=(), partner_ids=())
    assert (koungou.action(key).plan.change_ids, koungou.action(key).plan.partner_ids) == ((), ())


def test_a_change_taken_off_the_map_drops_out_of_what_an_action_serves_and_comes_back_with_it(koungou):
    first, second = koungou.change("A"), koungou.change("B")
    key = koungou.act(change_ids=(first, second))
    koungou.do(withdraw_change, change_id=first)
    assert koungou.action(key).plan.change_ids == (second,)
    koungou.rewrite(key, title="Réécrite entre-temps")
    koungou.do(restore_change, change_id=first)
    assert koungou.action(key).plan.change_ids == (first, second)


def test_a_change_off_the_map_is_not_served_anew_but_who_served_it_may_say_so_again(koungou):
    change = koungou.change("A")
    key = koungou.act(change_ids=(change,))
    koungou.do(withdraw_change, change_id=change)
    koungou.rewrite(key, change_ids=(change,))
    with pytest.raises(DomainError, match="change_withdrawn"):
        koungou.act(change_ids=(change,))


def test_organisations_that_merged_act_under_the_one_that_holds_today(koungou):
    school, parents, town = (koungou.organisation(name) for name in ("L'école", "Les parents", "La mairie"))
    key = koungou.act(lead_id=school, partner_ids=(parents, town))
    koungou.do(merge_organisations, organisation_id=school, into_id=town, on=MARCH)
    plan = koungou.action(key).plan
    assert (plan.lead_id, plan.partner_ids) == (town, (parents,))
    koungou.do(merge_organisations, organisation_id=parents, into_id=town, on=MARCH)
    assert koungou.action(key).plan.partner_ids == ()


def test_an_edit_after_a_merger_writes_over_nothing_that_it_stands_for(koungou):
    school, parents, town = (koungou.organisation(name) for name in ("L'école", "Les parents", "La mairie"))
    key = koungou.act(lead_id=school, partner_ids=(parents,))
    koungou.do(merge_organisations, organisation_id=school, into_id=town, on=MARCH)
    koungou.rewrite(key, title="Le café du lundi")
    koungou.do(unmerge, organisation_id=school)
    assert (koungou.action(key).plan.lead_id, koungou.action(key).plan.partner_ids) == (school, (parents,))


def test_a_form_begun_before_a_merger_still_saves(koungou):
    school, parents, town = (koungou.organisation(name) for name in ("L'école", "Les parents", "La mairie"))
    key = koungou.act(partner_ids=(school,))
    koungou.do(merge_organisations, organisation_id=school, into_id=town, on=MARCH)
    koungou.rewrite(key, lead_id=school, partner_ids=(school, parents))
    plan = koungou.action(key).plan
    assert (plan.lead_id, plan.partner_ids) == (town, (parents,))


def test_a_withdrawn_action_can_be_put_back_as_it_was(koungou):
    change = koungou.change("A")
    key = koungou.act(change_ids=(change,))
    before = koungou.action(key)
    for _ in range(2):
        koungou.do(withdraw_action, action_id=key)
    assert koungou.actions == []
    assert koungou.ask(withdrawn_actions) == [(key, before.title)]
    for _ in range(2):
        koungou.do(restore_action, action_id=key)
    assert koungou.actions == [before]
    assert koungou.ask(withdrawn_actions) == []


@pytest.mark.parametrize(("verb", "told"), [VERBS[0], VERBS[3]])
def test_an_action_taken_away_meanwhile_is_not_changed_unseen(koungou, verb, told):
    key = koungou.act()
    koungou.do(withdraw_action, action_id=key)
    with pytest.raises(DomainError, match="action_withdrawn"):
        koungou.do(verb, action_id=key, **told)


def test_a_status_holds_since_a_day_and_its_log_keeps_all_that_was_said(koungou):
    key = koungou.act()
    [written] = log(koungou, key)
    assert (written.status, written.note) == (Status.IDEA, "")
    assert abs(written.since - datetime.now(UTC).date()) <= timedelta(days=1)
    koungou.do(set_status, action_id=key, status=Status.RUNNING, since=MARCH, note=" Le premier café ")
    koungou.do(set_status, action_id=key, status=Status.DONE, since=date(2026, 5, 1))
    koungou.do(set_status, action_id=key, status=Status.RUNNING, since=date(2026, 4, 1), note="Pas encore fini")
    assert koungou.action(key).status == Status.RUNNING
    assert [(entry.status, entry.since, entry.note) for entry in log(koungou, key)] == [
        (Status.RUNNING, date(2026, 4, 1), "Pas encore fini"),
        (Status.DONE, date(2026, 5, 1), ""),
        (Status.RUNNING, MARCH, "Le premier café"),
        (Status.IDEA, written.since, ""),
    ]


def test_moving_an_action_does_not_disturb_who_edits_it(koungou):
    key = koungou.act()
    koungou.do(set_status, action_id=key, status=Status.READY, since=MARCH)
    koungou.rewrite(key, title="Le café du lundi")
    assert (koungou.action(key).title, koungou.action(key).status) == ("Le café du lundi", Status.READY)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"since": datetime.now(UTC).date() + timedelta(days=2)}, "status_in_future"),
        ({"since": date(205, 3, 1)}, "day_out_of_bounds"),
        ({"since": MARCH, "note": "x" * 301}, "text_too_long"),
    ],
)
def test_a_move_on_no_such_day_is_refused_and_moves_nothing(koungou, told, code):
    key = koungou.act()
    before = log(koungou, key)
    with pytest.raises(DomainError, match=code):
        koungou.do(set_status, action_id=key, status=Status.DONE, **told)
    assert koungou.action(key).status == Status.IDEA
    assert log(koungou, key) == before


def test_cells_ask_about_what_is_neither_done_nor_stopped_cut_to_an_item(koungou):
    keys = [koungou.act(title) for title in ("A", "B", "C", "D" * 160)]
    koungou.do(set_status, action_id=keys[0], status=Status.DONE, since=MARCH)
    koungou.do(set_status, action_id=keys[1], status=Status.STOPPED, since=MARCH)
    koungou.do(set_status, action_id=keys[2], status=Status.RUNNING, since=MARCH)
    items = koungou.ask(action_items)
    assert [(item.key, item.thing) for item in items] == [(f"a{key}", ("action", key)) for key in keys[2:]]
    assert [len(item.text) for item in items] == [1, 140]


def test_an_action_is_tied_to_the_ideas_and_runs_it_comes_from(koungou):
    run, [idea] = koungou.propose("Un café")
    key = koungou.do(add_action, plan=Plan("Un café"), idea_ids=[idea], run_ids=[run])
    with koungou.database.reading() as session:
        assert [strand.idea for strand in origins_of(session, ThingKind.ACTION, key)].count("Un café") == 1


def test_there_are_1000_actions_at_most_and_the_next_is_refused_clearly(koungou):
    with koungou.database.writing(koungou.id) as work:
        keys = [add_action(work, plan=Plan(f"Action {n}")) for n in range(ACTIONS_AT_MOST)]
    with pytest.raises(DomainError, match="too_many_standing_actions") as refusal:
        koungou.act("Une de trop")
    assert refusal.value.params == {"at_most": 1000}
    koungou.do(withdraw_action, action_id=keys[0])
    koungou.act("Celle-ci tient")
    with pytest.raises(DomainError, match="too_many_standing_actions"):
        koungou.do(restore_action, action_id=keys[0])
    assert len(koungou.actions) == 1000
