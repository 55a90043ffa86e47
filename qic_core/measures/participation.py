"""How large a part residents had in a vote or a decision (measure M16)."""

STEPS = (20, 40, 60, 80)


def share_of(residents: int, everyone: int) -> float | None:
    """Return the share (0–1) of residents among those who took part; None when nobody did."""
    return residents / everyone if everyone else None


def participation_level(percent: float) -> int:
    """Return the level, 1 (under 20 %) to 5 (80 % and over)."""
    return 1 + sum(percent >= step for step in STEPS)


def share_level(residents: int, total: int) -> tuple[float | None, int | None]:
    """Return the share (0–1) of residents with its level; None for both when nobody took part."""
    share = share_of(residents, total)
    return share, None if share is None else participation_level(100 * share)
