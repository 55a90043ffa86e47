"""Make, follow and revoke the links that open the house."""

from sqlmodel import Session, col, select

from qic_core.access.rules import AccessLink, Role, hash_of, secret_of
from qic_core.access.tables import AccessLinkRow
from qic_core.collective.rules import check_name
from qic_core.db.engine import Work
from qic_core.errors import DomainError

LAUNCH_LABEL = "Lancement"


def create_link(work: Work, key: bytes, *, role: Role, label: str) -> str:
    """Make a link and return its secret, which is shown once and stored hashed."""
    row = AccessLinkRow(role=role.name, label=check_name(label, at_most=60), secret_hash="", created_at=work.now)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    secret = secret_of(key, row.id)
    row.secret_hash = hash_of(secret)
    return secret


def launch_secret(work: Work, key: bytes) -> str:
    """Return the secret that every start prints; a new one when the last was revoked or the key has changed."""
    launch = select(AccessLinkRow).where(
        AccessLinkRow.label == LAUNCH_LABEL,
        AccessLinkRow.role == Role.FACILITATOR.name,
        col(AccessLinkRow.revoked_at).is_(None),
    )
    for row in work.session.exec(launch.order_by(col(AccessLinkRow.id))):
        secret = secret_of(key, row.id or 0)
        if row.secret_hash == hash_of(secret):
            return secret
    return create_link(work, key, role=Role.FACILITATOR, label=LAUNCH_LABEL)


def follow_link(session: Session, secret: str) -> AccessLink:
    """Return the link that a secret opens; refuses an unknown or revoked one."""
    row = session.exec(select(AccessLinkRow).where(AccessLinkRow.secret_hash == hash_of(secret))).first()
    if row is None:
        raise DomainError("link_unknown")
    return _standing(row)


def check_link(session: Session, link_id: int) -> AccessLink:
    """Return a link that was followed before; refuses one revoked since."""
    row = session.get(AccessLinkRow, link_id)
    if row is None:
        raise DomainError("link_unknown")
    return _standing(row)


def list_links(session: Session) -> list[AccessLink]:
    """Return every link, the newest first, revoked ones included."""
    return [_link(row) for row in session.exec(select(AccessLinkRow).order_by(col(AccessLinkRow.id).desc()))]


def revoke_link(work: Work, *, link_id: int) -> None:
    """Close a link for good; who followed it is out at the next click."""
    row = work.session.get(AccessLinkRow, link_id)
    if row is None:
        raise DomainError("link_unknown")
    row.revoked_at = row.revoked_at or work.now


def renew_link(work: Work, key: bytes, *, link_id: int) -> str:
    """Close a link and make another one for the same person; return its secret, which is shown once."""
    link = check_link(work.session, link_id)
    revoke_link(work, link_id=link_id)
    return create_link(work, key, role=link.role, label=link.label)


def _standing(row: AccessLinkRow) -> AccessLink:
    if row.revoked_at is not None:
        raise DomainError("link_revoked")
    return _link(row)


def _link(row: AccessLinkRow) -> AccessLink:
    assert row.id is not None
    return AccessLink(row.id, Role[row.role], row.label, row.created_at, row.revoked_at)
