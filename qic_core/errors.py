"""Errors carry a code and its parameters; the words are chosen at the edge (qic_core/messages.py)."""


class DomainError(Exception):
    """A rule refuses what was asked; `code` names the rule, `params` fill its sentence."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class NotSaved(Exception):
    """The storage could not take a write now (locked, read-only, disk full): nothing was kept, try again."""
