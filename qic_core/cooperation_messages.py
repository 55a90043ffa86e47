"""What each refusal of cooperation says; `messages` holds the others."""

from qic_core.words import N_

COOPERATION_ERRORS = {
    # Cooperation pair by pair
    "rates_own_organisation": N_("Leave out your own organisation: take away what you said of it, then send again."),
    # Naming organisations, and the levels that they aim for
    "naming_in_future": N_("A decision is kept once it was taken. Choose today, or an earlier day."),
    "naming_note_missing": N_("Say how it was decided: in which meeting, by whom."),
    "wanted_level_unknown": N_("A level goes from 1 to %(highest)s. Choose again."),
    "wanted_of_two": N_("Choose two different organisations, then keep their level."),
    # The cooperation plan
    "plan_changed_meanwhile": N_(
        "Someone else saved this plan meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "plan_ended": N_("Another plan has taken the place of this one. Reload the page."),
    "plan_line_changed_meanwhile": N_(
        "Someone else saved this line meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "plan_line_empty": N_("Write what this line says, then save."),
    "plan_line_twice": N_("“%(text)s” is in the plan already. Change its words or leave it."),
    "plan_line_unknown": N_("This line of the plan does not exist. Reload the page."),
    "plan_line_withdrawn": N_(
        "This line was taken off the plan meanwhile. What you typed is still here: put the line back, then save."
    ),
    "plan_section_full": N_("A part of the plan holds %(at_most)s lines at most. Take one off, then add yours."),
    "plan_started_meanwhile": N_("Someone else started a plan meanwhile. Reload the page to read it."),
    "plan_unknown": N_("There is no cooperation plan yet. Start it on the page “Cooperation”."),
    "plan_wave_out_of_bounds": N_("The next wave comes after the plan: from %(earliest)s to %(latest)s. Correct it."),
    "promise_day_out_of_bounds": N_("A promise is due between %(earliest)s and %(latest)s. Correct its day."),
    "promise_without_day": N_("A promise needs a day: by when is it done?"),
    "promise_without_who": N_("A promise needs someone: who does it?"),
}
