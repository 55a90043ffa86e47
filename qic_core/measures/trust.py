"""How far partners trust and value one another, each from three items of 1 to 4 (measure M5, after PARTNER).

The items are asked in the collective's own words.
Source: D. Varda, A. Chandra, S. Stern, N. Lurie, "Core Dimensions of Connectivity in Public Health Collaboratives",
Journal of Public Health Management and Practice 14(5), 2008.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qic_core.measures.factors import score

TRUST = ("reliability", "openness", "mission")
VALUE = ("power", "involvement", "resources")


class TrustAndValue(NamedTuple):
    """The two scores, 1–4; None when one of the three items has no answer at all."""

    trust: float | None
    value: float | None


def trust_and_value(answers: Mapping[str, Sequence[int]]) -> TrustAndValue:
    """Return both scores from the answers (1–4) to each item, by its name in TRUST and VALUE."""
    return TrustAndValue(*(score([answers.get(item, ()) for item in items]) for items in (TRUST, VALUE)))
