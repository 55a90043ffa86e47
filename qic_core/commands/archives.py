"""`export` and `import`: one collective in a file, and back."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from qic_core.archive.backup import publish
from qic_core.archive.reading import PACKED_AT_MOST, Archive, read_archive
from qic_core.archive.restoring import check_restorable, restore_archive
from qic_core.archive.writing import write_archive
from qic_core.collective.service import get_collective
from qic_core.commands.house import (
    brought_up_house,
    collective_called,
    source_file,
    standing_house,
    target_file,
    today,
)
from qic_core.commands.program import Command, say
from qic_core.commands.spoken import _, counted, words
from qic_core.errors import DomainError
from qic_core.words import N_, figure


@click.command(
    "export",
    cls=Command,
    help=N_(
        "Write one collective to an archive.\n\n"
        "It holds all of the collective, first names included, but no link: keep it for yourself."
    ),
)
@click.argument("collective", metavar="COLLECTIF", help=N_("The collective as addresses call it: koungou"))
@click.argument("file", metavar="[FICHIER]", required=False, help=N_("Where to write; otherwise in this folder"))
@click.option("--overwrite", is_flag=True, help=N_("Replace this file if it is there."))
def export_archive(collective: str, file: str | None, overwrite: bool) -> None:
    with standing_house() as opened:
        found = collective_called(opened, collective)
        path = target_file(file, f"archive-{found.slug}-{today()}.zip", overwrite=overwrite)
        with opened.database.reading() as session:
            content = write_archive(session, found.id)
    _write(path, content)
    kilobytes = figure(max(1, round(len(content) / 1000)), words())
    say(_("%(name)s is in %(file)s (%(size)s kB).", name=found.name, file=path, size=kilobytes))


@click.command(
    "import",
    cls=Command,
    help=N_(
        "Bring one collective in from its archive.\n\n"
        "All of it is checked before anything is written; a collective that is here already is refused."
    ),
)
@click.argument("file", metavar="FICHIER", help=N_("An archive made by Carnet QIC (.zip)"))
@click.option("--check", is_flag=True, help=N_("Only say what it holds and whether it can be brought in."))
def import_archive(file: str, check: bool) -> None:
    archive = read_archive(_content(source_file(file)))
    say(_told(archive))
    if check:
        _check(archive)
        say(_("This archive is sound; nothing was written."))
        return
    with brought_up_house() as opened, opened.database.writing() as work:
        check_restorable(work.session, archive)
        slug = get_collective(work.session, restore_archive(work, archive)).slug
    say(_("%(name)s is here, called %(slug)s in addresses.", name=archive.collective, slug=slug))


def _check(archive: Archive) -> None:
    """Refuse an archive that the house could not take, as far as a house says that must not be written to."""
    try:
        with standing_house() as opened, opened.database.reading() as session:
            check_restorable(session, archive)
    except DomainError as error:
        if error.code not in ("house_missing", "house_outdated"):
            raise


def _told(archive: Archive) -> str:
    held = (
        counted("%(n)s notebook", "%(n)s notebooks", len(archive.tables["notebook"])),
        counted("%(n)s run", "%(n)s runs", len(archive.tables["run"])),
        counted("%(n)s contribution", "%(n)s contributions", len(archive.tables["contribution"])),
        counted("%(n)s line in all", "%(n)s lines in all", archive.count),
    )
    return _("%(name)s: %(held)s", name=archive.collective, held=", ".join(held))


def _content(path: Path) -> bytes:
    if path.stat().st_size > PACKED_AT_MOST:
        raise DomainError("archive_too_large", megabytes=PACKED_AT_MOST // 1_000_000)
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all."""
    with TemporaryDirectory(prefix=".carnet-", dir=path.parent) as folder:
        made = Path(folder) / "archive.zip"
        made.write_bytes(content)
        publish(made, path)
