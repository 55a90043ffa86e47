"""`access`: the links that open the house."""

import click
from sqlmodel import Session

from qic_core.access.key import signing_key
from qic_core.access.rules import AccessLink, Role
from qic_core.access.service import create_link, list_links, renew_link, revoke_link
from qic_core.commands.house import House, brought_up_house, standing_house
from qic_core.commands.program import Program, say
from qic_core.commands.spoken import _
from qic_core.errors import DomainError
from qic_core.words import N_

ROLES = {
    Role.READER: N_("Reader"),
    Role.SCRIBE: N_("Scribe"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.FACILITATOR: N_("Facilitator"),
}
ROLE = N_("What it allows: facilitator (everything), coordinator, scribe (a table's tablet) or reader")
NUMBER = N_("The link's number, as “list” shows it")


@click.group("access", cls=Program, help=N_("List, make, renew and revoke the links that open the house."))
def access() -> None:
    pass


@access.command("list", help=N_("List the links, the newest first; their secrets are not kept."))
def list_them() -> None:
    with standing_house() as opened, opened.database.reading() as session:
        links = list_links(session)
    for link in links:
        state = _("revoked on %(day)s", day=_day(link, revoked=True)) if link.revoked_at else _("open")
        say(f"{link.id:>4}  {_(ROLES[link.role]):<14} {_day(link)}  {state}  {link.label}")
    if not links:
        say(_("There is no link yet."))


@access.command("add", help=N_("Make a link; its secret is shown once."))
@click.argument("role", metavar="RÔLE", type=click.Choice([role.name.lower() for role in Role]), help=ROLE)
@click.argument("label", metavar="POUR_QUI", help=N_("For whom, in a few words"))
def add(role: str, label: str) -> None:
    with brought_up_house() as opened, opened.database.writing() as work:
        secret = create_link(work, signing_key(opened.settings.data_dir), role=Role[role.upper()], label=label)
    _show(opened, secret)


@access.command("renew", help=N_("Close a link and make another one for the same person; its secret is shown once."))
@click.argument("number", metavar="NUMÉRO", type=int, help=NUMBER)
def renew(number: int) -> None:
    with brought_up_house() as opened, opened.database.writing() as work:
        link = _open_link(work.session, number)
        secret = renew_link(work, signing_key(opened.settings.data_dir), link_id=link.id)
    _show(opened, secret)


@access.command("revoke", help=N_("Close a link for good: who came by it is out at the next click."))
@click.argument("number", metavar="NUMÉRO", type=int, help=NUMBER)
def revoke(number: int) -> None:
    with brought_up_house() as opened, opened.database.writing() as work:
        link = _open_link(work.session, number)
        revoke_link(work, link_id=link.id)
    say(_("Revoked: link %(number)s, %(label)s.", number=number, label=link.label))


def _open_link(session: Session, number: int) -> AccessLink:
    for link in list_links(session):
        if link.id == number and link.revoked_at is None:
            return link
    raise DomainError("link_not_open", number=number)


def _show(opened: House, secret: str) -> None:
    """Print a link whole where the house knows its own address."""
    say(_("Here is the link. It is shown only once: copy it now."))
    say(f"{opened.settings.public_url or ''}/entrer/{secret}")
    if opened.settings.public_url is None:
        say(_("It goes after the address of Carnet QIC, for instance http://localhost:8501"))


def _day(link: AccessLink, *, revoked: bool = False) -> str:
    moment = link.revoked_at if revoked and link.revoked_at else link.created_at
    return f"{moment.astimezone():%d/%m/%Y}"
