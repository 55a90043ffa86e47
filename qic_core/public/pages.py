"""Draws the public page: templates compiled once a language, texts always escaped, the style inside the page."""

from datetime import date
from pathlib import Path
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from qic_core.actions.rules import STATUSES
from qic_core.dashboard.public_rules import PublicPage
from qic_core.evaluation.readings import reading_sentence
from qic_core.measures.participation import share_of
from qic_core.pathways.rules import Horizon
from qic_core.public.sentences import became_sentence, decision_line, figure_line, kinds_of, moved_sentence
from qic_core.templates import compile_all, source_of, templates_in, tightened
from qic_core.thread.rules import THINGS
from qic_core.words import LANGUAGES, N_, Words, catalogue, day_in_full

HERE: Final = Path(__file__).parent
# Where the house's own address goes, put in at each request: no text that people typed holds a private character.
BASE: Final = "\ue001"
HORIZONS: Final = {
    Horizon.SHORT: N_("In the short term"),
    Horizon.MEDIUM: N_("In the medium term"),
    Horizon.LONG: N_("In the long term"),
}


class Pages:
    """The templates in every language; `policy` is what their style is allowed by."""

    def __init__(self) -> None:
        style = tightened(HERE / "static" / "public.css")
        self.policy = (
            f"default-src 'none'; style-src {source_of(style)}; img-src 'self' data:; "
            "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        )
        self._environments = {language: _environment(language, Markup(style)) for language in LANGUAGES}

    def page(self, page: PublicPage, language: str, *, today: date, preview: bool = False) -> str:
        """Draw the page of a collective; BASE stands where the house's address goes."""
        return self._environments[language].get_template("page.html").render(
            page=page, today=today, preview=preview, base=BASE
        )  # fmt: skip

    def absent(self, language: str) -> str:
        """Draw what anyone sees who asks for a page that is not shown, whether there is such a collective or not."""
        return self._environments[language].get_template("absent.html").render()


def _environment(language: str, style: Markup) -> Environment:
    words = catalogue(language)
    environment = templates_in(HERE / "templates", words)
    environment.filters |= _filters(words)
    environment.globals |= {"language": language, "languages": tuple(LANGUAGES.items()), "style": style}
    compile_all(environment)
    return environment


def _filters(words: Words) -> dict[str, object]:
    return {
        "day": lambda day: day_in_full(day, words).replace(" ", "\N{NO-BREAK SPACE}"),
        "horizon": lambda horizon: words.gettext(HORIZONS[horizon]),
        "status": lambda status: words.gettext(STATUSES[status]),
        "percent": lambda adopted: round(100 * (share_of(adopted.residents, adopted.everyone) or 0)),
        "decision": lambda decided: decision_line(decided, words),
        "figure": lambda evidence: figure_line(evidence, words),
        "reading": lambda indicator: reading_sentence(indicator, words),
        "moved": lambda moved: moved_sentence(moved, words),
        "became": lambda ideas: became_sentence(ideas, words),
        "kinds": lambda ideas: kinds_of(ideas, words),
        "thing": lambda kind: words.gettext(THINGS[kind]),
    }
