"""Whatever a browser or a script sends: a field keeps it or refuses it by a rule, and keeps it the same twice."""

import json
from gettext import NullTranslations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qic_core.errors import DomainError
from qic_core.workshop.answers import check_answer
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Content
from qic_core.workshop.registry import all_kinds

ITEMS = (Item("i1", "Éclairer le stade"), Item("i2", "Un local"), Item("t3", "Une navette", (4, 5)))
FIELDS = {
    f"{kind.name}.{field.key}": field
    for kind in all_kinds()
    for field in kind.fields(Content(kind.name, "Titre", "Question", kind.check_settings({}), ITEMS))
}
NAMES = [
    "ideas",
    "words",
    "choices",
    "level",
    "guess",
    "title",
    "story",
    "tracks",
    "picture",
    "why",
    "changes",
    "actions",
    *(f"dots.{item.key}" for item in ITEMS),
]
NAMES += [f"ratings.{item.key}.{criterion}" for item in ITEMS for criterion in ("urgency", "importance", "shared")]
NAMES += [f"verdicts.{item.key}.verdict" for item in ITEMS]

typed = st.text(max_size=200) | st.integers(-3, 9).map(str) | st.sampled_from([item.key for item in ITEMS])
typed |= st.sampled_from(["house", "1 500", "12,5", "−3", "40 %", "1.500"])
forms = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=20), st.lists(typed, max_size=6))
numbers = st.integers(-3, 9) | st.integers() | st.floats() | st.booleans()
keys = st.sampled_from(["i1", "i2", "t3", "urgency", "importance", "shared", "verdict"]) | st.text(max_size=5)
jsons = st.recursive(
    st.none() | numbers | st.text(max_size=200) | keys,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=20,
)

every_field = pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)


def kept_or_refused(field, value):
    """Return what the field keeps of a value, None when a rule refuses it; anything else fails the test."""
    try:
        return field.check(value)
    except DomainError:
        return None


def hold_to_the_rules(field, value):
    kept = kept_or_refused(field, value)
    if kept is None:
        return
    assert kept not in ([], {}) or not getattr(field, "needed", True)
    assert field.check(kept) == kept
    assert field.check(json.loads(json.dumps(kept))) == kept
    assert len(field.cells(kept)) == len(field.columns(NullTranslations()))
    json.dumps(kept, allow_nan=False).encode()


@every_field
@given(form=forms)
def test_any_form_is_read_and_kept_or_refused_by_a_rule(field, form):
    try:
        value = field.read(form)
    except DomainError:
        return
    hold_to_the_rules(field, value)


@every_field
@given(value=jsons)
def test_any_json_is_kept_or_refused_by_a_rule(field, value):
    hold_to_the_rules(field, value)


@every_field
@given(values=st.dictionaries(st.sampled_from(["ideas", "level", "dots"]) | st.text(max_size=5), jsons, max_size=3))
def test_any_answer_is_kept_whole_or_refused(field, values):
    try:
        kept = check_answer([field], values)
    except DomainError:
        return
    assert kept == {field.key: field.check(values.get(field.key))}


@given(points=st.dictionaries(st.sampled_from(["i1", "i2", "t3"]), st.integers(0, 5)))
def test_shared_out_points_are_never_more_than_given(points):
    field = FIELDS["dots.dots"]
    spent = sum(points.values())
    assume(spent)
    kept = kept_or_refused(field, points)
    assert (kept is None) is (spent > field.total)
    assert kept is None or sum(kept.values()) == spent


@given(shared=st.dictionaries(st.sampled_from(["i1", "i2", "t3"]), st.integers(1, 2), min_size=1, max_size=2))
def test_what_a_form_says_in_digits_is_what_is_kept(shared):
    field = FIELDS["dots.dots"]
    assert field.check(field.read({f"dots.{key}": [f" {points} "] for key, points in shared.items()})) == shared
