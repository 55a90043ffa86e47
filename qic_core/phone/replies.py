"""What goes back to a phone: pages with their headers, and the same verdicts as JSON for the script."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from qic_core.phone.compression import Compressor
from qic_core.phone.visit import Visit
from qic_core.words import N_

FOREIGN = N_("This form was sent from another site. Open the address shown on the wall and try again.")
TOO_LARGE = N_("This answer is far too long to be sent. Shorten it and try again.")
NOT_JOINED = N_("Your phone has no seat in this room yet. Go in, then answer.")
NO_COOKIE = N_("Your phone did not keep your seat. Allow cookies for this site, then try again.")
NOT_SAVED = N_("Not saved yet. What you wrote is kept here. Try again.")
NO_ANSWER = N_("The room does not answer right now. Try again in a moment.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a phone's wish was not granted: HTTP status, sentence, and what the script should know.

    `field` is the key of the field that the sentence is about.
    """

    status: int
    sentence: str
    state: str = "refused"
    over: bool = False
    field: str | None = None


class Replies:
    """Wraps what is drawn in the headers that every page of the room carries."""

    def __init__(self, policy: str, openings: Mapping[str, str]) -> None:
        self._compressors = {language: Compressor(opening) for language, opening in openings.items()}
        self._headers: Mapping[str, str] = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": policy,
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Vary": "Accept-Encoding",
        }

    def page(self, visit: Visit, html: str, status: int = 200) -> Response:
        """Return a page, compressed for those who can read it so."""
        if visit.reads_gzip:
            body = self._compressors[visit.language].compressed(html)
            response = HTMLResponse(body, status, {**self._headers, "Content-Encoding": "gzip"})
        else:
            response = HTMLResponse(html, status, self._headers)
        visit.remember(response)
        return response

    def to(self, visit: Visit, path: str) -> Response:
        """Send the phone to another page of ours."""
        response = RedirectResponse(path, 303, self._headers)
        visit.remember(response)
        return response

    def json(self, status: int, **said: object) -> Response:
        """Return what the script asked for."""
        return JSONResponse(said, status, {"Cache-Control": "no-store"})

    def verdict(self, refusal: Refusal) -> Response:
        """Return a refusal to the script."""
        more: dict[str, object] = {"over": True} if refusal.over else {}
        more |= {"field": refusal.field} if refusal.field else {}
        return self.json(refusal.status, state=refusal.state, sentence=refusal.sentence, **more)
