"""Options with names of their own: Streamlit knows an option by its words alone, and would choose the first of two."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def told_apart(names: Mapping[Key, str]) -> dict[Key, str]:
    """Return the names in their order; of those that read the same, the second bears (2), the third (3)…"""
    apart: dict[Key, str] = {}
    taken: set[str] = set()
    for key, name in names.items():
        number, own = 1, name
        while own in taken:
            number += 1
            own = f"{name} ({number})"
        taken.add(own)
        apart[key] = own
    return apart
