"""What HTML is made of here: Jinja templates whose every value is escaped, and styles that stand inside a page."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from qic_core.words import Words

COMMENTS = ("//", "/*")


def templates_in(folder: Path, words: Words, *, undefined: type[Undefined] = StrictUndefined) -> Environment:
    """Return the templates of a folder, in a language; a value that nobody gave is a mistake unless said otherwise."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=undefined,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    return environment


def compile_all(environment: Environment) -> None:
    """Compile the templates at once, so that no visit waits for it; what they use must be there already."""
    for name in environment.list_templates():
        environment.get_template(name)


def tightened(path: Path) -> str:
    """Return a style or a script without its indentation and the lines that only comment."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(COMMENTS))


def source_of(style: str) -> str:
    """Return what a page's policy calls a style that stands inside it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
