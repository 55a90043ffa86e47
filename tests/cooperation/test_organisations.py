"""The organisations at the table, as what a cell asks about."""

from datetime import date

from qic_core.collective.organisations import add_organisation, edit_organisation
from qic_core.collective.service import create_collective
from qic_core.cooperation.organisations import organisation_items
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import get_run, open_run

COLLEGES = ("Habitants", "Associations")


def test_a_cell_asks_of_those_at_the_table_by_name_whatever_their_college(database):
    with database.writing() as work:
        collective_id = create_collective(work, name="QIC", place="Ici", colleges=COLLEGES, timezone="Europe/Paris")
    with database.writing(collective_id) as work:
        ids = {
            name: add_organisation(work, collective_id=collective_id, name=name, college=college)
            for name, college in (("Zone libre", "Habitants"), ("École", "Associations"), ("Amicale", "Associations"))
        }
        gone = add_organisation(work, collective_id=collective_id, name="Partie", college="Habitants")
        edit_organisation(
            work, organisation_id=gone, name="Partie", college="Habitants", sector="", joined_on=None,
            left_on=date(2026, 3, 1),
        )  # fmt: skip
        items = organisation_items(work.session, collective_id)
        assert [(item.key, item.text, item.thing) for item in items] == [
            (f"o{ids[name]}", name, ("organisation", ids[name])) for name in ("Amicale", "École", "Zone libre")
        ]
        notebook_id = create_notebook(work, Cover("Séminaire"))
        draft = Draft("cooperation_pairs", "Paires", "Quel niveau ?", about="organisations")
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
        assert get_run(work.session, collective_id, run_id).content.items == tuple(items)
