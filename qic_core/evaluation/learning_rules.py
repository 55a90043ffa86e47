"""What was learnt, and which hypothesis of the pathways it changes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qic_core.words import N_, Words

TEXT_LENGTH = 300
LEARNINGS_AT_MOST = 1000
DAY = "%d/%m/%Y"
VISION = N_("Vision")


@dataclass(frozen=True, slots=True)
class Leads:
    """The link that a learning is about, as it is today; `to_title` is empty when it leads to the vision.

    One that `stands` no more was taken off the pathways since, or a change at one of its ends was.
    """

    id: int
    from_id: int
    from_title: str
    to_title: str
    hypothesis: str
    version: int
    stands: bool

    def line(self, words: Words) -> str:
        """Return both ends on one line."""
        return f"{self.from_title} → {self.to_title or words.gettext(VISION)}"


@dataclass(frozen=True, slots=True)
class Learning:
    """What was learnt on a day; `before` and `after` are what its link's hypothesis was and is to become.

    It is put right once the pathways say `after`, since `rectified_on`.
    """

    id: int
    text: str
    learnt_on: date
    link: Leads | None = None
    before: str = ""
    after: str = ""
    rectified_on: date | None = None
    loop_id: int | None = None
    loop: str = ""
    version: int = 1

    @property
    def waits(self) -> bool:
        """Tell whether the pathways still say what was learnt to be wrong."""
        return bool(self.after) and self.rectified_on is None


def overview_sentence(learnings: Sequence[Learning], words: Words) -> str:
    """Return how many learnings there are, and how many of them have changed the pathways, in one sentence."""
    rectified = sum(one.rectified_on is not None for one in learnings)
    waiting = sum(one.waits for one in learnings)
    told = [
        words.ngettext("%(n)s learning", "%(n)s learnings", len(learnings)) % {"n": len(learnings)},
        words.ngettext("%(n)s has changed a hypothesis", "%(n)s have changed a hypothesis", rectified)
        % {"n": rectified},
    ]
    if waiting:
        told.append(
            words.ngettext(
                "%(n)s is still to be put right in the pathways",
                "%(n)s are still to be put right in the pathways",
                waiting,
            )
            % {"n": waiting}
        )
    return f"{', '.join(told)}."
