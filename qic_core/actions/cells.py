"""The cell kind of the actions: the room proposes what could be done for a change."""

from qic_core.words import N_
from qic_core.workshop.fields import Field, Texts
from qic_core.workshop.kind import Content, Setting
from qic_core.workshop.kinds.ideas import Ideas


class ProposedActions(Ideas):
    name = "action"
    title = N_("Actions")
    explanation = N_("Each person proposes actions for a change; you place them on the page “Actions”.")
    settings = (Setting("at_most", N_("Actions per person"), 1, 3, 3),)

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Texts("actions", at_most=content.settings["at_most"], label=N_("What could we do, concretely?")),)
