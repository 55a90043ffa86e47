"""Limits: so many within a window that moves with the clock."""

import pytest

from qic_core.phone import limits
from qic_core.phone.limits import TooOften, Window


@pytest.fixture
def clock(monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(limits, "monotonic", lambda: now[0])
    return now


def refused(window, who="amina"):
    try:
        window.count(who)
    except TooOften as error:
        return error.minutes
    return None


def test_one_more_than_the_limit_is_too_often_and_says_how_long_to_wait(clock):
    window = Window(3, minutes=10)
    assert [refused(window) for _ in range(5)] == [None, None, None, 10, 10]


def test_each_has_a_count_of_their_own(clock):
    window = Window(1, minutes=10)
    assert [refused(window, "amina"), refused(window, "youssouf"), refused(window, "amina")] == [None, None, 10]


def test_the_window_moves(clock):
    window = Window(2, minutes=10)
    assert refused(window) is None
    clock[0] += 300
    assert refused(window) is None
    clock[0] += 299
    assert refused(window) == 1
    clock[0] += 2
    assert refused(window) is None
    assert refused(window) == 5


def test_a_refusal_does_not_count(clock):
    window = Window(1, minutes=1)
    refused(window)
    for _ in range(50):
        clock[0] += 1
        refused(window)
    clock[0] += 10
    assert refused(window) is None


def test_those_who_are_gone_are_forgotten(clock):
    window = Window(5, minutes=10)
    for number in range(1_000):
        window.count(f"device {number}")
    clock[0] += 601
    window.count("amina")
    assert len(window._events) == 1
