"""What was taken away, each thing with the gesture that puts it back."""

from collections.abc import Callable, Sequence

import streamlit as st

from qic_core.db.engine import Work
from qic_core.ui.folds import first_of, fold
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, plain


def draw_gone(
    place: Here,
    label: str,
    gone: Sequence[tuple[int, str]],
    *,
    key: str,
    restore: Callable[[Work, int], None],
    back: str,
) -> None:
    """Draw, folded under `label`, what is gone (id, words); `back` says where it is once it was put back."""
    inside = fold(label, key=f"{key}-gone") if gone else None
    if inside is None:
        return
    with inside:
        for thing_id, said in first_of(gone, key=f"{key}-gone"):
            put_back = _("Put back: %(title)s", title=plain(said))
            if st.button(put_back, icon=":material/undo:", key=f"{key}-back-{thing_id}"):
                with acting(place.collective.id, back) as work:
                    restore(work, thing_id)
