import pytest

from qic_core.errors import DomainError
from qic_core.workshop.answers import check_answer
from qic_core.workshop.fields import Item, Scale, Texts
from qic_core.workshop.kind import (
    ITEMS_AT_MOST,
    PATIENCE_SECONDS,
    SOURCES,
    Answer,
    Content,
    Harvest,
    Source,
)
from qic_core.workshop.registry import all_kinds, kind_of

IDEAS = Texts("ideas")
LEVEL = Scale("level", ())


def refusal_of(act):
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def items(count):
    return tuple(Item(f"i{number}", f"Proposition {number}") for number in range(count))


def test_an_unknown_kind_is_refused_by_its_name():
    with pytest.raises(DomainError) as refusal:
        kind_of("quiz")
    assert (refusal.value.code, refusal.value.params) == ("kind_unknown", {"name": "quiz"})


@pytest.mark.parametrize(
    ("values", "code"),
    [({"ideas": ["un"], "more": 1}, "answer_malformed"), ({}, "text_missing"), ({"ideas": None}, "text_missing")],
)
def test_an_answer_holds_its_fields_all_and_no_other(values, code):
    assert refusal_of(lambda: check_answer([IDEAS], values)) == code


def test_an_answer_is_kept_field_by_field():
    assert check_answer([IDEAS], {"ideas": [" un "]}) == {"ideas": ["un"]}
    assert check_answer([], {}) == {}


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("dots", {}, {"total": 5}),
        ("dots", {"total": 1}, {"total": 1}),
        ("dots", {"total": 20}, {"total": 20}),
        ("cooperation", {}, {}),
        ("guess", {}, {"figure": 0, "unit": ""}),
        ("guess", {"figure": 37.456, "unit": " %  "}, {"figure": 37.46, "unit": "%"}),
        ("guess", {"figure": 12.0}, {"figure": 12, "unit": ""}),
    ],
)
def test_settings_are_completed_by_defaults(kind, given, kept):
    assert kind_of(kind).check_settings(given) == kept


@pytest.mark.parametrize(
    ("kind", "given", "code"),
    [
        ("dots", {"total": 0}, "setting_out_of_bounds"),
        ("dots", {"total": 21}, "setting_out_of_bounds"),
        ("dots", {"total": True}, "setting_out_of_bounds"),
        ("dots", {"total": "5"}, "setting_out_of_bounds"),
        ("dots", {"total": 5.0}, "setting_out_of_bounds"),
        ("dots", {"total": None}, "setting_out_of_bounds"),
        ("dots", {"totals": 5}, "setting_unknown"),
        ("cooperation", {"total": 5}, "setting_unknown"),
        ("guess", {"figure": float("nan")}, "setting_out_of_bounds"),
        ("guess", {"figure": 10.0**10}, "setting_out_of_bounds"),
        ("guess", {"unit": 5}, "setting_not_text"),
        ("guess", {"unit": None}, "setting_not_text"),
        ("guess", {"unit": "x" * 41}, "text_too_long"),
    ],
)
def test_strange_settings_are_refused(kind, given, code):
    assert refusal_of(lambda: kind_of(kind).check_settings(given)) == code


@pytest.mark.parametrize(
    ("kind", "count", "accepted"),
    [
        ("dots", 1, False),
        ("dots", 2, True),
        ("dots", ITEMS_AT_MOST, True),
        ("dots", ITEMS_AT_MOST + 1, False),
        ("agreement", 1, True),
        ("agreement", 0, False),
        ("choice", 1, False),
        ("choice", 12, True),
        ("choice", 13, False),
        ("ideas", 0, True),
    ],
)
def test_a_kind_asks_about_a_bounded_number_of_items(kind, count, accepted):
    content = Content(kind, "Titre", "Question", {}, items(count))
    if accepted:
        assert kind_of(kind).check_content(content) == content
    else:
        assert refusal_of(lambda: kind_of(kind).check_content(content)) == "items_out_of_bounds"


def test_nobody_is_asked_for_more_than_three_minutes():
    for kind in all_kinds():
        content = Content(kind.name, "Titre", "Question", kind.check_settings({}), items(ITEMS_AT_MOST))
        assert 1 <= kind.sample_size(content) <= ITEMS_AT_MOST
        assert kind.sample_size(content) * kind.seconds_per_item <= PATIENCE_SECONDS


def test_a_harvest_counts_voices():
    assert Harvest().voices == 0
    assert Harvest([Answer({}), Answer({}, voices=6, source=Source.TABLE)]).voices == 7


def test_every_source_has_its_name():
    assert set(SOURCES) == set(Source)
