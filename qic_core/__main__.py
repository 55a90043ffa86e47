"""`python -m qic_core`: what a house needs when nobody sits at its pages."""

import click

import qic_core.cells  # noqa: F401
from qic_core.commands.access import access
from qic_core.commands.archives import export_archive, import_archive
from qic_core.commands.backups import backup, restore
from qic_core.commands.check import check
from qic_core.commands.demo import demo
from qic_core.commands.program import Program
from qic_core.words import N_


@click.group(
    cls=Program,
    help=N_("Carnet QIC from the command line. The house is that of QIC_DATA_DIR and QIC_DATABASE_URL."),
    epilog=N_("Exit codes: 0 done, 1 refused or not sound, 2 wrong call, 130 interrupted."),
)
def program() -> None:
    pass


for command in (export_archive, import_archive, backup, restore, demo, access, check):
    program.add_command(command)

if __name__ == "__main__":
    program()
