"""`demo`: the demo collectives, in a house that holds none."""

import click

from qic_core.archive.recovery import holds_something
from qic_core.collective.service import list_collectives
from qic_core.commands.house import brought_up_house
from qic_core.commands.program import Command, progress, say
from qic_core.commands.spoken import _
from qic_core.demo import load_demo
from qic_core.errors import DomainError
from qic_core.words import N_


@click.command("demo", cls=Command, help=N_("Load the demo collectives into a house that holds no collective."))
def demo() -> None:
    with brought_up_house() as opened:
        if holds_something(opened.database):
            raise DomainError("demo_not_empty")
        with progress(_("Telling their stories")) as told:
            load_demo(opened.database, told)
        with opened.database.reading() as session:
            for collective in list_collectives(session):
                say(_("%(name)s is here, called %(slug)s in addresses.", name=collective.name, slug=collective.slug))
