"""What waves say, in sentences that a resident understands. Pure."""

from collections.abc import Mapping, Sequence

from qic_core.cooperation.levels import level_name
from qic_core.cooperation.rules import (
    COORDINATION,
    WORTH_EXPLORING,
    Happenings,
    Standing,
    Step,
    Uncompared,
    Wave,
    spread_of,
    standing,
)
from qic_core.measures.migration import Moves
from qic_core.measures.ordinal import agreement
from qic_core.measures.pairs import Levels, Pair
from qic_core.words import Words, decimal


def percent(share: float, words: Words) -> str:
    """Return a share (0–1) in per cent, without decimals."""
    return words.gettext("%(n)s %%") % {"n": round(100 * share)}


def wave_sentence(wave: Wave, words: Words) -> str:
    """Return what a wave shows: how many spoke, how many pairs were rated, where they stand."""
    voices = words.ngettext("%(n)s voice", "%(n)s voices", wave.voices) % {"n": wave.voices}
    spoken = spoken_sentence(len(wave.speakers), len(wave.names), len(wave.levels), words)
    return f"{voices}. {spoken} {standing_sentence(wave.levels, words)}"


def spoken_sentence(speak: int, count: int, rated: int, words: Words) -> str:
    """Return how many of the organisations spoke, and how many of the ratings that they could give are there."""
    told = words.ngettext(
        "%(speak)s organisation of %(count)s has spoken: %(rated)s of the %(pairs)s possible ratings.",
        "%(speak)s organisations of %(count)s have spoken: %(rated)s of the %(pairs)s possible ratings.",
        speak,
    )
    return told % {"speak": speak, "count": count, "rated": rated, "pairs": count * (count - 1)}


def standing_sentence(levels: Levels, words: Words) -> str:
    """Return where all pairs stand: at one level, or around a median."""
    stands = standing(levels)
    if stands is None:
        return words.gettext("None of them knew a level to give.")
    said = {"level": level_name(stands.median, words), "share": percent(stands.share, words)}
    if len(set(levels.values())) == 1:
        return words.gettext("All are at the same level: %(level)s.") % said
    said["coordination"] = level_name(COORDINATION, words)
    return words.gettext("Median level: %(level)s. At %(coordination)s or above: %(share)s.") % said


def spread_sentence(levels: Levels, words: Words) -> str:
    """Return how the ratings of a wave are spread over the levels: their median, and how far they agree."""
    stands, index = standing(levels), agreement(spread_of(levels))
    if stands is None or index is None:
        return words.gettext("None of them knew a level to give.")
    told = words.ngettext(
        "%(n)s rating: median level %(level)s, agreement %(index)s "
        "(1: all alike; 0: spread over all levels; −1: in two camps).",
        "%(n)s ratings: median level %(level)s, agreement %(index)s "
        "(1: all alike; 0: spread over all levels; −1: in two camps).",
        stands.pairs,
    )
    return told % {"n": stands.pairs, "level": level_name(stands.median, words), "index": decimal(index, words)}


def curve_sentences(stands: Sequence[tuple[Wave, Standing]], words: Words) -> list[str]:
    """Return how the median level and the share that works together moved, on the pairs rated in all these waves."""
    if not stands:
        return [words.gettext("No pair was rated in all waves: choose two of them below.")]
    (first, before), (last, after) = stands[0], stands[-1]
    coordination = level_name(COORDINATION, words)
    said = {"first": first.number, "last": last.number, "n": before.pairs, "coordination": coordination}
    median = words.ngettext(
        "Wave %(first)s to wave %(last)s, on the %(n)s rating given in all waves: median level %(before)s → %(after)s.",
        "Wave %(first)s to wave %(last)s, on the %(n)s ratings given in all waves: median level %(before)s → "
        "%(after)s.",
        before.pairs,
    )
    share = words.ngettext(
        "On the same %(n)s rating: at %(coordination)s or above, %(before)s → %(after)s.",
        "On the same %(n)s ratings: at %(coordination)s or above, %(before)s → %(after)s.",
        before.pairs,
    )
    levels = {"before": level_name(before.median, words), "after": level_name(after.median, words)}
    shares = {"before": percent(before.share, words), "after": percent(after.share, words)}
    return [median % {**said, **levels}, share % {**said, **shares}]


def voices_sentence(before: Wave, after: Wave, words: Words) -> str:
    """Return how many answered in each of two waves."""
    told = words.gettext("Answers: %(before)s voices in wave %(first)s, %(after)s in wave %(last)s.")
    return told % {"before": before.voices, "first": before.number, "after": after.voices, "last": after.number}


def gaps_sentence(gaps: Mapping[Pair, int], words: Words) -> str:
    """Return how many pairs see their tie the same way, and how many are worth exploring together."""
    if not gaps:
        return words.gettext("No pair was rated from both sides yet: there is nothing to compare.")
    same, near = (sum(gap == size for gap in gaps.values()) for size in (0, 1))
    said = {"pairs": len(gaps), "same": same, "near": near, "far": len(gaps) - same - near, "apart": WORTH_EXPLORING}
    told = words.ngettext(
        "%(pairs)s pair rated from both sides: %(same)s seen alike, %(near)s one level apart, %(far)s further apart.",
        "%(pairs)s pairs rated from both sides: %(same)s seen alike, %(near)s one level apart, %(far)s further apart.",
        len(gaps),
    )
    return told % said


def moves_sentence(moved: Moves, before: Wave, after: Wave, words: Words) -> str:
    """Return how many of the pairs rated in both waves are closer, as close, further."""
    pairs = sum(moved)
    if not pairs:
        return words.gettext("No pair was rated in both waves: they cannot be compared.")
    said = {"pairs": pairs, "up": moved.up, "same": moved.same, "down": moved.down}
    told = words.ngettext(
        "Wave %(before)s to wave %(after)s, %(pairs)s rating compared: %(up)s up, %(same)s unchanged, %(down)s down.",
        "Wave %(before)s to wave %(after)s, %(pairs)s ratings compared: %(up)s up, %(same)s unchanged, %(down)s down.",
        pairs,
    )
    return told % {**said, "before": before.number, "after": after.number}


def uncompared_sentence(left_out: Uncompared, words: Words) -> str:
    """Return how many ratings are not compared, and why; nothing when all are."""
    reasons = [
        words.gettext("%(n)s of an organisation that has joined") % {"n": left_out.joined},
        words.gettext("%(n)s of an organisation that is no longer there") % {"n": left_out.left},
        words.gettext("%(n)s given in one of the two waves only") % {"n": left_out.once},
    ]
    told = "; ".join(reason for reason, count in zip(reasons, left_out, strict=True) if count)
    return words.gettext("Not compared: %(reasons)s.") % {"reasons": told} if told else ""


def happenings_sentences(happened: Happenings, words: Words) -> list[str]:
    """Return what happened to organisations between two waves, until today, a sentence each."""
    renamed = words.gettext("“%(then)s” is called “%(today)s” today: its ratings go on under this name.")
    merged = words.gettext(
        "“%(then)s” is part of “%(today)s” today: its ratings count with those of “%(today)s”, "
        "what the two said of one another no longer counts."
    )
    left = words.gettext("“%(name)s” was there in the earlier wave only: its ratings stay there.")
    joined = words.gettext("“%(name)s” has joined since the earlier wave: it has nothing to be compared with yet.")
    return [
        *(renamed % {"then": then, "today": today} for then, today in happened.renamed.items()),
        *(merged % {"then": then, "today": today} for then, today in happened.merged.items()),
        *(left % {"name": name} for name in happened.left),
        *(joined % {"name": name} for name in happened.joined),
    ]


def happenings_counted(happened: Happenings, words: Words) -> str:
    """Return the same where no organisation is named: how many; nothing when nothing happened."""
    counts = {
        words.gettext("renamed: %(n)s"): len(happened.renamed),
        words.gettext("merged with another: %(n)s"): len(happened.merged),
        words.gettext("no longer there: %(n)s"): len(happened.left),
        words.gettext("joined: %(n)s"): len(happened.joined),
    }
    told = ", ".join(label % {"n": count} for label, count in counts.items() if count)
    return words.gettext("Organisations between the two waves – %(told)s.") % {"told": told} if told else ""


def step_row(step: Step, names: Mapping[int, str], words: Words) -> tuple[str, str, str, str, str]:
    """Return a move as a row of the slope chart's twin."""
    rater, rated = step.pair
    moved = f"{step.move:+d}".replace("-", "\N{MINUS SIGN}") if step.move else "0"
    return names[rater], names[rated], level_name(step.before, words), level_name(step.after, words), moved
