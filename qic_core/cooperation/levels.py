"""The seven levels of cooperation, from rivalry to trust (scale of the Quartiers à Impact Collectif training)."""

from collections.abc import Mapping

from qic_core.words import N_, Words
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

UNKNOWN = Level(0, N_("I don't know"), apart=True)

# What each level looks like in the life of a neighbourhood, by its value: our own sentences.
EXAMPLES: Mapping[int, str] = {
    1: N_("Two associations run homework help on the same evening and each tries to keep its own families."),
    2: N_("The nursery and the social centre share a street, and have never met."),
    3: N_("The school tells the sports club when its open day is; the club puts the poster up."),
    4: N_("The tenants' group lends its room to the health mediator whenever she asks."),
    5: N_("The job centre and the local job scheme agree every month on who meets which young people, and when."),
    6: N_("Nursery, school and social centre run one welcome for parents, with a budget that they decide together."),
    7: N_("The associations of the square have one programme, one team and one account for the summer."),
}


def level_name(level: int, words: Words) -> str:
    """Return a level with its number: 5. Coordination."""
    return f"{level}.\N{NO-BREAK SPACE}{words.gettext(LEVELS[level - 1].name)}"


def level_names(words: Words) -> tuple[str, ...]:
    """Return all seven, each with its number, the lowest first."""
    return tuple(level_name(level.value, words) for level in LEVELS)
