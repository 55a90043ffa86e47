"""`backup` and `restore`: the whole house in a file, and back."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from qic_core.archive.backup import Held, make_backup
from qic_core.archive.recovery import holds_something, put_back, unpack_backup
from qic_core.commands.house import house, source_file, standing_house, target_file
from qic_core.commands.program import Command, progress, say
from qic_core.commands.spoken import _, counted, words
from qic_core.errors import DomainError
from qic_core.words import N_, figure


@click.command(
    "backup",
    cls=Command,
    help=N_(
        "Write the whole house to a file, also while it is in use.\n\n"
        "All collectives and all links, checked once they are written. The machine's key is not in it."
    ),
)
@click.argument("file", metavar="[FICHIER]", required=False, help=N_("Where to write; otherwise in this folder"))
@click.option("--overwrite", is_flag=True, help=N_("Replace this file if it is there."))
def backup(file: str | None, overwrite: bool) -> None:
    now = _now()
    path = target_file(file, f"sauvegarde-{now:%Y-%m-%d-%H%M}.zip", overwrite=overwrite)
    with standing_house() as opened, progress(_("Saving")) as told:
        held = make_backup(opened.database, path, now=now, told=told)
    megabytes = figure(max(0.01, path.stat().st_size / 1_000_000), words())
    say(_told(held))
    say(_("Saved and checked: %(file)s (%(size)s MB).", file=path, size=megabytes))


@click.command(
    "restore",
    cls=Command,
    help=N_(
        "Put the whole house back from a backup; stop Carnet QIC first.\n\n"
        "All of the backup is checked before anything is touched. A house that holds a collective is replaced only "
        "with --overwrite, and then it is kept beside."
    ),
)
@click.argument("file", metavar="FICHIER", help=N_("A backup made by Carnet QIC (.zip)"))
@click.option("--overwrite", is_flag=True, help=N_("Replace the house that is there; it is kept beside."))
def restore(file: str, overwrite: bool) -> None:
    path = source_file(file)
    with house() as opened:
        if holds_something(opened.database) and not overwrite:
            raise DomainError("house_not_empty")
        folder = opened.folder
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".carnet-", dir=folder) as unpacked, progress(_("Restoring")) as told:
            copy, held = unpack_backup(path, Path(unpacked), told)
            opened.database.dispose()
            kept = put_back(copy, opened.database, folder=folder, now=_now(), told=told)
    say(_told(held))
    say(_("The house is back as it was."))
    if kept:
        say(_("The one that it replaces is kept: %(file)s", file=kept))


def _told(held: Held) -> str:
    rows = counted("%(n)s line in all", "%(n)s lines in all", held.rows)
    return _("%(name)s: %(held)s", name=", ".join(held.collectives) or _("No collective"), held=rows)


def _now() -> datetime:
    return datetime.now().astimezone()
