"""The cell kind of the change pathways: the room proposes changes at one horizon (A4-02)."""

from qic_core.words import N_
from qic_core.workshop.fields import Field, Texts
from qic_core.workshop.kind import Content, Setting
from qic_core.workshop.kinds.ideas import Ideas

LABELS = {
    1: N_("In the short term: what people know and learn"),
    2: N_("In the medium term: what people do, how they behave"),
    3: N_("In the long term: the way of life, the culture"),
}


class ProposedChanges(Ideas):
    name = "change"
    title = N_("Changes")
    explanation = N_(
        "Each person proposes changes at a horizon: "
        "1 short term (knowledge), 2 medium term (behaviours, practices), 3 long term (way of life, culture)."
    )
    settings = (
        Setting("at_most", N_("Changes per person"), 1, 3, 3),
        Setting("horizon", N_("Horizon: 1 short, 2 medium, 3 long"), 1, 3, 1),
    )

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Texts("changes", at_most=content.settings["at_most"], label=LABELS[content.settings["horizon"]]),)
