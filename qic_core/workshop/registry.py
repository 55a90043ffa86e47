"""Where kinds are found by name; qic_core/cells.py fills it."""

from qic_core.errors import DomainError
from qic_core.workshop.kind import CellKind

_KINDS: dict[str, CellKind] = {}


def register(*kinds: CellKind) -> None:
    """Make kinds known, in the order in which a facilitator is offered them."""
    _KINDS.update({kind.name: kind for kind in kinds})


def all_kinds() -> list[CellKind]:
    """Return every known kind, in their order."""
    return list(_KINDS.values())


def kind_of(name: str) -> CellKind:
    """Return the kind of that name; refuses one that this version doesn't know."""
    if name not in _KINDS:
        raise DomainError("kind_unknown", name=name)
    return _KINDS[name]
