"""The seven levels of cooperation, from rivalry to trust (scale of the Quartiers à Impact Collectif training)."""

from qic_core.words import N_
from qic_core.workshop.fields import Level

RIVALRY, TRUST = N_("Rivalry"), N_("Trust")

LEVELS: tuple[Level, ...] = (
    Level(
        value=1,
        name=N_("Competition"),
        definition=N_("Competition for image, resources, beneficiaries, partners or the attention of the public."),
        pictogram="cooperation-1",
    ),
    Level(
        value=2,
        name=N_("Coexistence"),
        definition=N_("No systematic link between the organisations."),
        pictogram="cooperation-2",
    ),
    Level(
        value=3,
        name=N_("Communication"),
        definition=N_("Exchange of information, networking, etc."),
        pictogram="cooperation-3",
    ),
    Level(
        value=4,
        name=N_("Assistance"),
        definition=N_("A working relation, often informal, that generally shows around projects and actions."),
        pictogram="cooperation-4",
    ),
    Level(
        value=5,
        name=N_("Coordination"),
        definition=N_("The organisations systematically adjust and harmonise their efforts to obtain better results."),
        pictogram="cooperation-5",
    ),
    Level(
        value=6,
        name=N_("Collaboration"),
        definition=N_("Lasting interactions based on a shared mission, vision, aims, decisions and resources."),
        pictogram="cooperation-6",
    ),
    Level(
        value=7,
        name=N_("Integration"),
        definition=N_("Programmes, vision, planning and funding fully integrated."),
        pictogram="cooperation-7",
    ),
)
