"""What must be true when the server starts, and the work that is better done before the first visitor."""

import gc
import importlib
import inspect

from altair.utils.schemapi import disable_debug_mode
from streamlit import config
from streamlit.runtime.scriptrunner import script_runner

from qic_core.words import Words

POST_SCRIPT_GC = "runner.postScriptGC"
FILES_WANTED = 8192
# Objects before a collection, then collections before a deeper one: with Python's own 700, 10, 10 a room that answers
# at once waits a quarter longer.
COLLECT_AFTER = (50_000, 20, 100)
WARM_IMPORTS = ["pandas", "pyarrow", "altair", "streamlit.runtime.scriptrunner", "streamlit.elements.arrow"]


def check_runtime(words: Words) -> list[str]:
    """Return a sentence for each setting that would make the room wait."""
    return [*check_collection_after_scripts(words), *check_file_limit(words)]


def check_collection_after_scripts(words: Words) -> list[str]:
    """Say when Streamlit would collect garbage after each script run: it stops all sessions for 30 to 90 ms."""
    option = {"option": POST_SCRIPT_GC}
    if POST_SCRIPT_GC not in inspect.getsource(script_runner) or POST_SCRIPT_GC not in config.get_config_options():
        return [words.gettext("This Streamlit no longer reads %(option)s: measure it again (make bench).") % option]
    if config.get_option(POST_SCRIPT_GC):
        return [words.gettext("%(option)s is on: set it to false in .streamlit/config.toml.") % option]
    return []


def check_file_limit(words: Words) -> list[str]:
    """Raise the number of files this process may open, and say when the system does not allow enough of them."""
    try:
        import resource
    except ModuleNotFoundError:
        return []
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    if soft != resource.RLIM_INFINITY and max(soft, allowed) < FILES_WANTED:
        told = words.gettext("A process may open %(allowed)s files, %(wanted)s are needed: raise `ulimit -n`.")
        return [told % {"allowed": max(soft, allowed), "wanted": FILES_WANTED}]
    return []


def warm_up() -> None:
    """Import what the first page needs, then keep it out of every later garbage collection."""
    for module in WARM_IMPORTS:
        importlib.import_module(module)
    disable_debug_mode()  # altair would check each piece of a chart as it is made: half the time of drawing one
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
