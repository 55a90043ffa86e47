"""What each refusal of the dashboard says; `messages` holds the others."""

from qic_core.words import N_

DASHBOARD_ERRORS = {
    # Feedback to those who spoke
    "feedback_changed_meanwhile": N_(
        "Someone else saved this feedback meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "feedback_day_missing": N_("You say how people were told: say on which day, too."),
    "feedback_day_out_of_bounds": N_(
        "People are told between %(earliest)s, when they spoke, and today. Correct the day."
    ),
    "feedback_due_out_of_bounds": N_("Feedback is due between %(earliest)s and %(latest)s. Correct its day."),
    "feedback_how_missing": N_("Say how people were told: a letter, a meeting, a poster…"),
    "feedback_undated": N_("This notebook has no date: give it one on the page “Prepare” first."),
}
