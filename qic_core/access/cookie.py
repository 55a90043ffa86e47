"""The signed cookie of someone who followed a link; the link itself is checked at every use."""

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlmodel import Session

from qic_core.access.rules import AccessLink
from qic_core.access.service import check_link
from qic_core.errors import DomainError

COOKIE = "qic_acces"
LIFETIME_SECONDS = 30 * 24 * 3600


def signed(key: bytes, link: AccessLink) -> str:
    """Return the cookie's value for a link."""
    return str(_serializer(key).dumps(link.id))


def link_of_cookie(session: Session, key: bytes, value: str | None) -> AccessLink | None:
    """Return the link behind a cookie; None for a missing, forged, old or revoked one."""
    try:
        link_id = _serializer(key).loads(value or "", max_age=LIFETIME_SECONDS)
        return check_link(session, int(link_id))
    except (BadSignature, DomainError, ValueError):
        return None


def _serializer(key: bytes) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="access")
