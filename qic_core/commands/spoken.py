"""Words of the command line, in one language a call: that of --lang, else of LANG, else French."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from qic_core.words import DEFAULT_LANGUAGE, LANGUAGES, Words, catalogue, language_of

OPTION = "--lang"
_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def speak(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Choose the language of this call, before anything of it is read: its refusals speak it too."""
    wished = dict(zip(arguments, arguments[1:], strict=False)).get(OPTION)
    wished = wished or next((one.partition("=")[2] for one in arguments if one.startswith(f"{OPTION}=")), None)
    _language.set(wished if wished in LANGUAGES else language_of(environment.get("LANG", "").replace("_", "-")))


def words() -> Words:
    """Return the catalogue of this call's language."""
    return catalogue(_language.get())


def _(message: str, **params: object) -> str:
    """Translate a msgid; parameters fill its %(name)s places."""
    translated = words().gettext(message)
    return translated % params if params else translated


def counted(singular: str, plural: str, n: int, **params: object) -> str:
    """Translate a msgid that counts; %(n)s is the count."""
    return words().ngettext(singular, plural, n) % {"n": n, **params}
