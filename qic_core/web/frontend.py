"""Streamlit's browser side, as we serve it: in French, without what asks for the network, with fonts cut to size."""

import hashlib
import re
import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
ICONS = HERE / "fonts" / "icons.txt"
TRANSLATIONS = HERE / "streamlit.fr.toml"
FONTS = {
    "MaterialSymbols-Rounded": HERE / "fonts" / "icons.woff2",
    "SourceSansVF-Upright": HERE / "fonts" / "sans.woff2",
    "SourceSansVF-Italic": HERE / "fonts" / "sans-italic.woff2",
    "SourceCodeVF-Upright": HERE / "fonts" / "mono.woff2",
}
FAVICON = HERE / "favicon.png"
# A page's icon is fetched from there by every browser: the one request that Streamlit's pages make off the machine.
ICON_ADDRESS = "https://fonts.gstatic.com/s/i/short-term/release/materialsymbolsrounded/${t[2]}/default/24px.svg"
OFFLINE = {"index": {f"`{ICON_ADDRESS}`": "`./favicon.png`"}}
CHARTS = ["embed", "arrowFormatUtils", "recordbatch", "moment", "serialization", "numbro", "ArrowVegaLiteChart"]
NOSCRIPT = "Pour préparer et animer un carnet, autorisez JavaScript dans ce navigateur. Les téléphones s’en passent."
REWRITES = [
    (r"^\s*<!--.*?-->\s*(?=<!DOCTYPE)", ""),
    (r"\s*<!--.*?-->", ""),
    (r'\s*<link rel="service-desc"[^>]*>', ""),
    (r'<html lang="en">', '<html lang="fr">'),
    (r"<title>.*?</title>", "<title>Carnet QIC</title>"),
    (r"<noscript>.*?</noscript>", f"<noscript><p>{NOSCRIPT}</p></noscript>"),
    (r"\n\s*", "\n"),
]


def package_folder(package: str) -> Path:
    """Return where a package is installed, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


INDEX = package_folder("streamlit") / "static" / "index.html"
STATIC = INDEX.parent / "static"


@cache
def asset_names() -> frozenset[str]:
    """Return the files Streamlit ships below /static/, such as js/index.DormvYxC.js."""
    return frozenset(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.*"))


def stem_of(name: str) -> str:
    """Return what a file is called before its hash: js/index.DormvYxC.js is `index`."""
    return name.rpartition("/")[2].partition(".")[0]


def find_asset(stem: str) -> str:
    """Return the one file of this stem."""
    (name,) = (name for name in asset_names() if stem_of(name) == stem)
    return name


@cache
def replacements() -> dict[str, dict[str, str]]:
    """Return, for each stem, what to look for in its code and what to write instead."""
    table = tomllib.loads(TRANSLATIONS.read_text(encoding="utf-8"))
    words = {stem: dict(_replacement(*pair) for pair in pairs.items()) for stem, pairs in table.items()}
    return {stem: pairs | OFFLINE.get(stem, {}) for stem, pairs in words.items()}


def _replacement(key: str, french: str) -> tuple[str, str]:
    label, colons, words = key.rpartition("::")
    before = label + colons[:1]
    return f"{before}`{words}`", f"{before}`{french}`"


def rewrite(stem: str, code: str) -> str:
    """Put French words in place of the English ones that people see, and our icon in place of a far one."""
    for shipped, ours in replacements().get(stem, {}).items():
        code = code.replace(shipped, ours)
    return code


def asset_body(name: str) -> bytes:
    """Return what we serve for one of `asset_names()`, uncompressed."""
    stem = stem_of(name)
    if stem in FONTS:
        return FONTS[stem].read_bytes()
    body = (STATIC / name).read_bytes()
    if name.endswith(".js") and stem in replacements():
        return rewrite(stem, body.decode()).encode()
    return body


@cache
def version() -> str:
    """Return a name for all that is served: it changes with Streamlit, with our words and with our fonts."""
    digest = hashlib.sha256(index_page("").encode())
    for path in [TRANSLATIONS, *FONTS.values()]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def index_page(folder: str) -> str:
    """Return the document that every page address answers, its files taken below /static/`folder`."""
    page = INDEX.read_text(encoding="utf-8")
    for pattern, replacement in REWRITES:
        page = re.sub(pattern, replacement, page, flags=re.DOTALL)
    return page.replace("./static/", f"./static/{folder}/") if folder else page


def first_assets() -> list[str]:
    """Return the files every page asks for, those its document names, then those of charts."""
    return [*re.findall(r'"\./static/([^"]+)"', index_page("")), *map(find_asset, CHARTS)]
