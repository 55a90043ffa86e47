"""Groups small enough to name someone are never shown on their own. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from qic_core.workshop.kind import Answer

SMALLEST_GROUP = 5


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one collège, or of several pooled ones (`name` None)."""

    name: str | None
    answers: tuple[Answer, ...]

    @property
    def voices(self) -> int:
        return sum(answer.voices for answer in self.answers)


def groups_of(answers: Sequence[Answer]) -> list[Group]:
    """Return the answers by collège, those under 5 voices pooled; the pool grows until it holds 5 too.

    So no group's figures, nor the rest that subtraction would give, speak for fewer than 5 people. Empty when only
    the pool is left.
    """
    names = list(dict.fromkeys(answer.college for answer in answers))
    groups = [Group(name, tuple(a for a in answers if a.college == name)) for name in names]
    by_size = sorted(groups, key=lambda group: group.voices)
    pooled = [group for group in by_size if group.voices < SMALLEST_GROUP or group.name is None]
    shown = [group for group in by_size if group not in pooled]
    while shown and 0 < sum(group.voices for group in pooled) < SMALLEST_GROUP:
        pooled.append(shown.pop(0))
    if not shown:
        return []
    kept = [group for group in groups if group in shown]
    rest = tuple(answer for group in pooled for answer in group.answers)
    return [*kept, Group(None, rest)] if rest else kept
