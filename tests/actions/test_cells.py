import pytest

from qic_core.actions.cells import ProposedActions
from qic_core.errors import DomainError
from qic_core.workshop.kind import Content

KIND = ProposedActions()


def content(**settings):
    return Content("action", "Quelles actions ?", "Pour que les parents viennent ?", KIND.check_settings(settings))


@pytest.mark.parametrize("most", [1, 2, 3])
def test_each_person_proposes_as_many_actions_as_the_cell_says(most):
    [field] = KIND.fields(content(at_most=most))
    texts = [f"Action {n}" for n in range(most)]
    assert field.check(texts) == texts
    with pytest.raises(DomainError, match="too_many_texts"):
        field.check([*texts, "Une de trop"])


def test_three_are_asked_when_nothing_is_said_and_never_four():
    assert KIND.check_settings({}) == {"at_most": 3}
    with pytest.raises(DomainError, match="setting_out_of_bounds"):
        KIND.check_settings({"at_most": 4})


def test_nothing_is_no_answer():
    with pytest.raises(DomainError, match="text_missing"):
        KIND.fields(content())[0].check([" "])
