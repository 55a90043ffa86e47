"""The room scores the five conditions of collective impact, from 0 to 3 (A1-06)."""

from qic_core.challenge.conditions import IMPACT_CONDITIONS
from qic_core.challenge.readiness import ScoredConditions
from qic_core.words import N_


class ImpactConditions(ScoredConditions):
    name = "conditions"
    title = N_("The five conditions")
    explanation = N_(
        "The room scores the five conditions of collective impact, 0 to 3. Run it again at each séminaire: they move."
    )
    conditions = IMPACT_CONDITIONS
