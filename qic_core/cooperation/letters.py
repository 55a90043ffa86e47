"""The letters that stand for organisations: on pictures, and in the place of names that are not told. Pure."""

from collections.abc import Iterable, Mapping
from hashlib import sha256


def mark_of(place: int) -> str:
    """Return what stands for the organisation at a place, from 0: A, B … Z, AA, AB …"""
    before, letter = divmod(place, 26)
    return (mark_of(before - 1) if before else "") + chr(ord("A") + letter)


def marks_by_place(names: Iterable[int]) -> dict[int, str]:
    """Return the letter of each organisation, in their order."""
    return {one: mark_of(place) for place, one in enumerate(names)}


def labelled(mark: str, name: str) -> str:
    """Return a name with its letter; « Organisation A » has it already."""
    return name if name.endswith(f" {mark}") else f"{mark} · {name}"


def unnamed(names: Mapping[int, str], *, lot: str) -> dict[int, str]:
    """Return « Organisation A », B… in place of the names, in the order that a run's lot gives.

    Without the lot nobody can tell which is which: the numbers of organisations are in the pages of every phone.
    """
    shuffled = sorted(names, key=lambda one: sha256(f"{lot} {one}".encode()).digest())
    return {one: f"Organisation {mark}" for one, mark in marks_by_place(shuffled).items()}
