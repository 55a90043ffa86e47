"""Draws the pages of the room: one template a state, compiled once a language, texts always escaped."""

import json
import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, Undefined
from markupsafe import Markup

from qic_core.collective.rules import College
from qic_core.phone.assets import Assets
from qic_core.phone.drawings import CUT, KEY, SECONDS, Drawings, assembled, finished
from qic_core.phone.script_words import SCRIPT_WORDS
from qic_core.phone.views import BLANK, KEPT_ITEMS_AT_MOST, Asked, Room, Sheet, all_asked, bound, pictograms_of, step_of
from qic_core.templates import compile_all, templates_in
from qic_core.words import LANGUAGES, N_, catalogue, figure
from qic_core.workshop.contributions import Receipt
from qic_core.workshop.fields import Field, Form, Values
from qic_core.workshop.runs import RunState

TEMPLATES = Path(__file__).parent / "templates"
HERE = N_("You are in the room")
HEADINGS = {
    RunState.OPEN: N_("Thank you, your answer is saved"),
    RunState.FROZEN: N_("Answers are on hold"),
    RunState.CLOSED: N_("This question is closed"),
}
COMING = N_("The next question will show here by itself.")
ON_HOLD = N_("You have not answered; you can if the question opens again.")


class Pages:
    """The templates in every language; each method returns one page's HTML."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._environments = {language: self._environment(language) for language in LANGUAGES}
        self._drawings = Drawings()

    def opening(self, language: str) -> str:
        """Return what all pages in a language begin with."""
        return self.code_form(language).partition("<title>")[0]

    def code_form(self, language: str, *, typed: str = "", sentence: str = "") -> str:
        """Draw the form to type a code, again if `sentence` refuses the one `typed`."""
        return self._draw(language, "code.html", typed=typed, sentence=sentence)

    def told(self, language: str, room: Room | None, *, heading: str, sentence: str) -> str:
        """Draw a sentence and a way back."""
        return self._draw(language, "told.html", room=room, heading=heading, sentence=sentence)

    def joining(
        self,
        language: str,
        room: Room,
        *,
        colleges: Sequence[College],
        question: str = "",
        typed: Form | None = None,
        sentence: str = "",
    ) -> str:
        """Draw the way into the room; `question` is the one that is open now."""
        return self._draw(
            language,
            "join.html",
            room=room,
            colleges=colleges,
            question=question,
            typed=defaultdict(list, typed or {}),
            sentence=sentence,
        )

    def text(self, language: str, room: Room, asked: Asked) -> str:
        """Draw a cell that only tells."""
        step = step_of(asked.passage)
        return self._draw(language, "text.html", room=room, step=step, waits=True, content=asked.content)

    def question(self, language: str, room: Room, asked: Asked, sheet: Sheet = BLANK) -> str:
        """Draw a question; a blank one is put together from what was drawn before, unless that is too much to keep."""
        whole = all_asked(asked.passage, asked.content)
        if sheet is BLANK and len(whole.items) <= KEPT_ITEMS_AT_MOST:
            pieces = self._drawings.pieces(
                (language, room, asked.passage), lambda: self._question(language, room, whole, sheet, CUT)
            )
            page = assembled(pieces, [item.key for item in asked.items])
        else:
            page = self._question(language, room, asked, sheet)
        ends_at = asked.passage.ends_at
        seconds_left = round((ends_at - datetime.now(UTC)).total_seconds()) if ends_at else None
        return finished(page, key=sheet.key or secrets.token_hex(12), seconds_left=seconds_left)

    def waiting(
        self, language: str, room: Room, asked: Asked | None, answer: tuple[Values, Receipt] | None = None
    ) -> str:
        """Draw what is kept of someone's answer, if anything, and that the next question will come."""
        state = asked.passage.state if asked else None
        values, receipt = answer or ({}, None)
        return self._draw(
            language,
            "waiting.html",
            room=room,
            step=step_of(asked.passage if asked else None),
            waits=True,
            heading=HEADINGS[state] if state and (receipt or state == RunState.FROZEN) else HERE,
            asked=asked if receipt or state == RunState.FROZEN else None,
            values=values,
            receipt=receipt,
            received_at=room.clock(receipt.received_at) if receipt else "",
            may_change=state == RunState.OPEN,
            symbols=self._assets.pictograms.get("shared", ""),
            coming=ON_HOLD if state == RunState.FROZEN and not receipt else COMING,
        )

    def _question(self, language: str, room: Room, asked: Asked, sheet: Sheet, cut: str = "") -> str:
        ends_at, fields = asked.passage.ends_at, asked.fields
        return self._draw(
            language,
            "question.html",
            room=room,
            step=step_of(asked.passage),
            asked=asked,
            fields=fields,
            sheet=sheet,
            typed=defaultdict(list, sheet.typed),
            symbols=self._symbols(fields),
            ends_at=room.clock(ends_at) if ends_at else "",
            key=KEY,
            seconds_left=SECONDS,
            cut=cut,
        )

    def _draw(self, language: str, template: str, **context: object) -> str:
        return self._environments[language].get_template(template).render(context)

    def _environment(self, language: str) -> Environment:
        words = catalogue(language)
        # What a page does not give is not drawn: better a line missing than a room without its question.
        environment = templates_in(TEMPLATES, words, undefined=Undefined)
        environment.filters |= {
            "class": lambda field: type(field).__name__,
            "bound": bound,
            "figure": lambda value: figure(value, words),
        }
        environment.globals |= {
            "assets": self._assets,
            "language": language,
            "languages": tuple(LANGUAGES.items()),
            "script_words": json.dumps({name: words.gettext(text) for name, text in SCRIPT_WORDS.items()}),
        }
        compile_all(environment)
        return environment

    def _symbols(self, fields: Sequence[Field]) -> Markup:
        named = dict.fromkeys(name for field in fields for name in pictograms_of(field))
        return Markup("").join(self._assets.pictograms[name] for name in named if name in self._assets.pictograms)
