"""Roles and secrets. Pure but for the key that is handed in."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Role(IntEnum):
    """What a link lets one do; each role may do all that a lower one may."""

    READER = 1
    SCRIBE = 2
    COORDINATOR = 3
    FACILITATOR = 4


@dataclass(frozen=True, slots=True)
class AccessLink:
    id: int
    role: Role
    label: str
    created_at: datetime
    revoked_at: datetime | None


def secret_of(key: bytes, link_id: int) -> str:
    """Return the link's secret: 26 characters that only the holder of the machine's key can make again."""
    digest = hmac.new(key, f"access-link:{link_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()


def hash_of(secret: str) -> str:
    """Return what is stored of a secret (SHA-256, hexadecimal)."""
    return hashlib.sha256(secret.encode()).hexdigest()
