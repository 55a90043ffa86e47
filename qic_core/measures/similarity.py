"""Which short French texts say nearly the same: a proposal for the person who groups ideas, never a decision."""

import re
from collections.abc import Iterator, Mapping, Sequence

from qic_core.measures.word_counts import fold

ALIKE = 0.66  # cosine, chosen on the tables of tests/measures/test_similarity.py
SHORTEST, LONGEST = 4, 6  # letters: « école » and « écoles » share all beginnings, « commune » and « commerce » one
ENDING = re.compile(r"(?<=.{4})(?:(?:at)?ions?|ures?|ages?|ements?|er|ir|e[sz]?|s|x)$")
DENIALS = frozenset({"aucun", "aucune", "contre", "jamais", "moins", "non", "pas", "sans", "stop"})
SMALL_WORDS = """
a afin ai aimerais ainsi ait assez au aussi aux avec avoir avons beaucoup besoin bien c ce ces cet cette chaque comme
creation creer d dans de des devrait dont du elle elles en encore entre est et etre faire fait faudrait faut font il
ils j je l la le les leur leurs lors m ma mais me meilleur meilleure mes mettre mieux mon n ne nos notre nous on ou par
place plus pour propose proposer puis qu quand que qui s sa se ses si soient soit son sont souhaite sur t tous tout
toute toutes tres un une vers veux vos votre voudrais voudrions voulons vous y
"""
NOT_TELLING = DENIALS.union(SMALL_WORDS.split())


def near_duplicates(texts: Mapping[int, str], threshold: float = ALIKE) -> list[tuple[int, ...]]:
    """Return groups of two or more keys; any two texts of a group are near duplicates, by TF-IDF and cosine.

    A text that denies (moins, pas, sans…) is only put with those that deny alike. Memory grows as the square
    of the number of texts.
    """
    by_denial: dict[frozenset[str], dict[int, list[str]]] = {}
    for key, text in sorted(texts.items()):
        if words := fold(text).split():
            by_denial.setdefault(DENIALS.intersection(words), {})[key] = words
    return sorted(group for alike in by_denial.values() if len(alike) > 1 for group in _groups(alike, threshold))


def _groups(words: Mapping[int, list[str]], threshold: float) -> list[tuple[int, ...]]:
    from sklearn.cluster import AgglomerativeClustering  # here, because they are long to import
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer=_beginnings).fit_transform(words.values())
    distances = (1 - (vectors @ vectors.T).toarray()).clip(min=0)
    cluster = AgglomerativeClustering(  # complete linkage: no chain leads from a text to one unlike it
        n_clusters=None, metric="precomputed", linkage="complete", distance_threshold=1 - threshold
    )
    groups: dict[int, list[int]] = {}
    for key, label in zip(words, cluster.fit_predict(distances), strict=True):
        groups.setdefault(label, []).append(key)
    return [tuple(keys) for keys in groups.values() if len(keys) > 1]


def _beginnings(words: Sequence[str]) -> Iterator[str]:
    """Give several beginnings of each word that tells something: the more two words share, the closer they are."""
    telling = [word for word in words if word not in NOT_TELLING] or words
    for word in telling:
        stem = ENDING.sub("", word).ljust(LONGEST)  # short words weigh as much as long ones
        for length in range(SHORTEST, LONGEST + 1):
            yield stem[:length]
