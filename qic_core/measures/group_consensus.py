"""What every group agrees on, after Polis (measure M8): a majority alone does not make a consensus.

The same measures on disagreement are obtained from `Votes.reversed()`.
Source: C. Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces", Recerca 26(2), 2021.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod, sqrt

SIGNIFICANT_Z = 1.2816  # one-sided, at 90 %
LONGEST_LIST = 5


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of some people on one statement; who saw it and did neither has passed."""

    agree: int
    disagree: int
    seen: int

    def __post_init__(self) -> None:
        if min(self.agree, self.disagree) < 0 or self.agree + self.disagree > self.seen:
            raise ValueError(f"inconsistent votes: {self}")

    @property
    def passed(self) -> int:
        """The voices that saw the statement and neither agreed nor disagreed."""
        return self.seen - self.agree - self.disagree

    def reversed(self) -> "Votes":
        """Return the votes on the opposite statement."""
        return Votes(self.disagree, self.agree, self.seen)


def probability(agree: int, seen: int) -> float:
    """Return how likely one more person is to agree; ½ when nobody has seen the statement."""
    return (agree + 1) / (seen + 2)


def group_informed_consensus(groups: Iterable[Votes]) -> float:
    """Return the product over the groups of the probability to agree; ValueError without any group."""
    probabilities = [probability(votes.agree, votes.seen) for votes in groups]
    if not probabilities:
        raise ValueError("a consensus needs at least one group")
    return prod(probabilities)


def z_score(successes: int, trials: int) -> float:
    """Return how far the successes are above one half, in standard deviations."""
    return 2 * sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)


def is_significant(votes: Votes) -> bool:
    """Say whether the agreement is above one half by more than chance."""
    return z_score(votes.agree, votes.seen) > SIGNIFICANT_Z


def consensus_list(statements: Mapping[str, Votes]) -> list[str]:
    """Return the keys of at most five statements that the whole room agrees on, strongest first."""
    agreed = {
        key: probability(votes.agree, votes.seen) * z_score(votes.agree, votes.seen)
        for key, votes in statements.items()
        if is_significant(votes)  # so its probability is above one half, for any number of votes
    }
    return sorted(agreed, key=lambda key: -agreed[key])[:LONGEST_LIST]
