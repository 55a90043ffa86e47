"""The two headline counters, and the example by which « Comment c'est calculé » tells them."""

from dataclasses import replace
from datetime import date

import pytest

from qic_core.actions.rules import Means, Status
from qic_core.actions.service import set_status, withdraw_action
from qic_core.collective.organisations import add_organisation, edit_organisation
from qic_core.collective.rules import Organisation
from qic_core.evaluation.counters import (
    Funded,
    Funding,
    Start,
    funding_found,
    new_partners,
    partners_of,
    starts_of,
)
from qic_core.settings import ROOT
from qic_core.workshop.notebooks import Cover, describe_notebook, withdraw_notebook
from tests.evaluation.learnt import JUNE, MARCH, SEPTEMBER, Field

TODAY = date(2026, 11, 27)


@pytest.fixture
def field(koungou):
    return Field(koungou.database, koungou.id)


def joins(field, name, day, *, left_on=None):
    with field.database.writing(field.id) as work:
        told = {"name": name, "college": "Associations", "joined_on": day}
        key = add_organisation(work, collective_id=field.id, **told)
        if left_on:
            edit_organisation(work, organisation_id=key, sector="", left_on=left_on, **told)


def test_partners_are_new_when_they_joined_after_the_day_and_are_there_still(field):
    told = [("Avant", date(2026, 5, 31)), ("Ce jour-là", JUNE), ("Après", date(2026, 6, 2)), ("Plus tard", SEPTEMBER)]
    for name, day in told:
        joins(field, name, day)
    joins(field, "Repartie", SEPTEMBER, left_on=TODAY)
    joins(field, "Sans date", None)
    found = field.ask(lambda session, key: new_partners(session, key, since=JUNE))
    assert ([one.name for one in found.new], found.undated) == (["Plus tard", "Après"], 1)


def test_money_is_told_apart_by_whose_it_is_and_what_was_stopped_is_left_out(field):
    told = [(Means.COMMON_LAW, 4000), (Means.COMMON_LAW, 500), (Means.CITY_POLICY, 3000), (None, 700)]
    for means, found in told:
        field.act(f"{means} {found}", means=means, found=found)
    field.act("Rien", means=Means.COMMON_LAW, found=0)
    field.act("Pas dit", means=Means.COMMON_LAW)
    stopped, gone = (field.act(name, means=Means.COMMON_LAW, found=9000) for name in ("Arrêtée", "Retirée"))
    field.do(set_status, action_id=stopped, status=Status.STOPPED, since=MARCH)
    field.do(withdraw_action, action_id=gone)
    funding = field.ask(funding_found)
    assert (funding.complementary, funding.of_city_policy, funding.unsaid) == (4500, 3000, 700)
    assert [one.found for one in funding.funded] == [4000, 3000, 700, 500]


def test_the_days_to_count_from_are_the_first_ones(field):
    assert field.ask(lambda session, key: starts_of(session, key, today=TODAY)) == {Start.YEAR: date(2025, 11, 27)}
    dated = [field.notebook(held_on=day) for day in (SEPTEMBER, JUNE, date(2026, 1, 5), MARCH)]
    for notebook in dated[:3]:
        field.gather("Un mot", notebook_id=notebook)
    field.do(withdraw_notebook, notebook_id=dated[2])
    field.hold_loop(held_on=SEPTEMBER)
    field.hold_loop(held_on=JUNE, title="La première")
    starts = field.ask(lambda session, key: starts_of(session, key, today=TODAY))
    assert starts == {Start.FIRST_WORKSHOP: JUNE, Start.FIRST_LOOP: JUNE, Start.YEAR: date(2025, 11, 27)}


def test_a_loop_to_come_is_not_the_first_one(field):
    field.hold_loop(held_on=date(2027, 1, 1))
    assert Start.FIRST_LOOP not in field.ask(lambda session, key: starts_of(session, key, today=TODAY))


def test_a_seminaire_to_come_is_not_the_first_one(field):
    notebook = field.notebook(held_on=SEPTEMBER)
    field.gather("Un essai", notebook_id=notebook)
    field.do(describe_notebook, notebook_id=notebook, cover=Cover("Boucle", held_on=date(2027, 1, 1)))
    assert Start.FIRST_WORKSHOP not in field.ask(lambda session, key: starts_of(session, key, today=TODAY))


def test_the_example_of_the_page_is_what_is_computed():
    school = Organisation(1, "L'école", "Institutions", joined_on=date(2025, 3, 10))
    days = (date(2025, 3, 1), date(2025, 9, 12), date(2026, 2, 3), None)
    seated = [school, *(replace(school, id=place, joined_on=day) for place, day in enumerate(days, start=2))]
    partners = partners_of(seated, since=date(2025, 3, 10))
    funding = Funding((Funded(1, "a", Means.COMMON_LAW, 4500), Funded(2, "b", Means.CITY_POLICY, 6200)))
    told = (ROOT / "docs" / "calculs.md").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert f"il y a **{len(partners.new)} nouveaux partenaires**" in told
    assert f"Financements complémentaires : **{funding.complementary} €**" in told
    assert f"à part, **{funding.of_city_policy} €** de la politique de la ville" in told
