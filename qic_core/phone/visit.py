"""One request of one phone: who, where, in which language, and what it posts."""

import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from qic_core.collective.rules import normal_code
from qic_core.errors import DomainError
from qic_core.words import DEFAULT_LANGUAGE, LANGUAGES, Words, catalogue

ROOM_COOKIE, DEVICE_COOKIE, LANGUAGE_COOKIE = "qic_room", "qic_device", "qic_language"
THIRTY_DAYS = 30 * 24 * 3600
TOKEN_AT_MOST = 64
BODY_AT_MOST = 1_000_000
DRAINED_AT_MOST = 20_000_000
FIELDS_AT_MOST = 1_000


class TooLarge(Exception):
    """The form is larger than any answer."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a request says of itself; `token` is empty until the phone was given one for this room."""

    request: Request
    code: str
    language: str
    token: str
    device: str

    @property
    def words(self) -> Words:
        return catalogue(self.language)

    @property
    def address(self) -> str:
        return self.request.client.host if self.request.client else ""

    @property
    def wants_json(self) -> bool:
        return "application/json" in self.request.headers.get("accept", "")

    @property
    def reads_gzip(self) -> bool:
        return "gzip" in self.request.headers.get("accept-encoding", "")

    def remember(self, response: Response) -> None:
        """Leave on the phone the language it asked for, and the name of the device if it has none."""
        if "lang" in self.request.query_params:
            self._leave(response, LANGUAGE_COOKIE, self.language, path="/r/")
        if self.request.cookies.get(DEVICE_COOKIE) != self.device:
            self._leave(response, DEVICE_COOKIE, self.device, path="/r/")

    def seat(self, response: Response) -> None:
        """Leave on the phone its identity in this room, a new one if it has none."""
        self._leave(response, ROOM_COOKIE, self.token or fresh_token(), path=f"/r/{self.code}")

    def _leave(self, response: Response, name: str, value: str, *, path: str) -> None:
        secure = self.request.url.scheme == "https"
        response.set_cookie(name, value, THIRTY_DAYS, path=path, secure=secure, httponly=True, samesite="lax")


def visit_of(request: Request) -> Visit:
    """Read what a request says of itself."""
    cookies = request.cookies
    wished = request.query_params.get("lang") or cookies.get(LANGUAGE_COOKIE)
    return Visit(
        request,
        code=normal_code(request.path_params.get("code", "")),
        language=wished if wished in LANGUAGES else DEFAULT_LANGUAGE,
        token=cookies.get(ROOM_COOKIE, "")[:TOKEN_AT_MOST],
        device=cookies.get(DEVICE_COOKIE, "")[:TOKEN_AT_MOST] or fresh_token(),
    )


def fresh_token() -> str:
    """Return a random name that no one can guess."""
    return secrets.token_urlsafe(24)


def comes_from_elsewhere(request: Request) -> bool:
    """Tell whether another site's page sent this; without any header, the SameSite cookie has to speak for it."""
    headers = request.headers
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site not in (None, "same-origin", "none"):
        return True
    if origin is None or (origin == "null" and site == "same-origin"):
        return False
    return urlsplit(origin).netloc not in {headers.get("host"), headers.get("x-forwarded-host")}


async def posted_form(request: Request) -> dict[str, list[str]]:
    """Return the posted form; raises TooLarge, or DomainError for what is no form."""
    body, size = bytearray(), 0
    async for chunk in request.stream():  # read on beyond the limit: cut off, the browser would not show our sentence
        size += len(chunk)
        if size <= BODY_AT_MOST:
            body += chunk
        elif size > DRAINED_AT_MOST:
            break
    if size > BODY_AT_MOST:
        raise TooLarge
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS_AT_MOST)
    except ValueError as error:
        raise DomainError("answer_malformed") from error
