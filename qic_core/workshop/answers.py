"""What one answer holds: fields in order, texts that are ideas, texts that go beside them. Pure."""

from collections.abc import Sequence

from qic_core.errors import DomainError
from qic_core.workshop.fields import Field, Texts, Values


def check_answer(fields: Sequence[Field], values: Values) -> Values:
    """Return an answer held to every field; raises the first field's refusal, with the field's key."""
    if not set(values) <= {asked.key for asked in fields}:
        raise DomainError("answer_malformed")
    return {asked.key: asked.check(values.get(asked.key)) for asked in fields}


def ideas_in(fields: Sequence[Field], values: Values) -> list[str]:
    """Return the texts of an answer that are ideas, each once, in the order asked."""
    return _written(fields, values, as_ideas=True)


def written_beside(fields: Sequence[Field], values: Values) -> str:
    """Return what an answer tells that is no idea."""
    return "\n".join(_written(fields, values, as_ideas=False))


def _written(fields: Sequence[Field], values: Values, *, as_ideas: bool) -> list[str]:
    asked = [field.key for field in fields if isinstance(field, Texts) and field.as_ideas is as_ideas]
    given = [values.get(key) for key in asked]
    return list(dict.fromkeys(str(text) for texts in given if isinstance(texts, list) for text in texts))
