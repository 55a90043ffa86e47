"""The registry: every kind of cell, and what cells may ask about, a line each. The one place that knows all."""

from qic_core.actions.cells import ProposedActions
from qic_core.actions.reinforcement_cells import Reinforcement
from qic_core.actions.service import action_items
from qic_core.challenge.candidates import candidate_items
from qic_core.challenge.cells import Priority
from qic_core.challenge.guess import Guess
from qic_core.challenge.judgment import Judgment
from qic_core.challenge.readiness import Readiness
from qic_core.cooperation.cells import Cooperation
from qic_core.cooperation.factors import Factors
from qic_core.cooperation.organisations import organisation_items
from qic_core.cooperation.pairs import CooperationPairs
from qic_core.cooperation.promises import promise_items
from qic_core.cooperation.trust import Trust
from qic_core.dashboard.cells import ImpactConditions
from qic_core.evaluation.forecast_cells import Forecast
from qic_core.evaluation.loop_items import (
    ask_ahead,
    check_loop_asks,
    loop_action_items,
    loop_indicator_items,
    loop_promise_items,
)
from qic_core.evaluation.verdict_cells import Verdicts
from qic_core.pathways.cells import ProposedChanges
from qic_core.pathways.confidence import Confidence
from qic_core.pathways.links import link_items
from qic_core.vision.cells import FrontPageKind, Picture
from qic_core.vision.statements import statement_items
from qic_core.words import N_
from qic_core.workshop.kinds.agreement import Agreement
from qic_core.workshop.kinds.choice import Choice
from qic_core.workshop.kinds.dots import Dots
from qic_core.workshop.kinds.ideas import Ideas
from qic_core.workshop.kinds.text import Text
from qic_core.workshop.kinds.words import WordCloud
from qic_core.workshop.registry import Subject, register, register_subjects

register(
    Text(),
    Ideas(),
    WordCloud(),
    Choice(),
    Dots(),
    Guess(),
    Priority(),
    Judgment(),
    Readiness(),
    Agreement(),
    FrontPageKind(),
    Picture(),
    ProposedChanges(),
    Confidence(),
    ProposedActions(),
    Reinforcement(),
    Cooperation(),
    CooperationPairs(),
    Trust(),
    Factors(),
    Forecast(),
    Verdicts(),
    ImpactConditions(),
)
register_subjects(
    Subject("actions", N_("the actions of the page “Actions”"), action_items),
    Subject("candidates", N_("the proposals of the page “Challenge”"), candidate_items),
    Subject("links", N_("the links of the pathways"), link_items),
    Subject("loop_actions", N_("the actions of the loop that wait for a decision"), loop_action_items, check_loop_asks),
    Subject("loop_indicators", N_("the curves of the loop"), loop_indicator_items, check_loop_asks, ask_ahead),
    Subject("loop_promises", N_("the promises of earlier loops"), loop_promise_items),
    Subject("organisations", N_("the organisations at the table"), organisation_items),
    Subject("promises", N_("the promises of the cooperation plan"), promise_items),
    Subject("statements", N_("the drafts of the vision"), statement_items),
)
