"""What each refusal of evaluation says; `messages` holds the others."""

from qic_core.words import N_

EVALUATION_ERRORS = {
    # Indicators
    "annotation_empty": N_("Write what happened first."),
    "annotation_unknown": N_("This annotation no longer exists. Reload the page."),
    "baseline_missing": N_("A starting day needs its figure: write it, or empty the day."),
    "cell_holds_formula": N_(
        "“%(typed)s” is a formula. In your spreadsheet, copy the column and paste its values only, then try again."
    ),
    "cell_makes_no_curve": N_("“%(title)s” gives no figure that makes a curve. Choose another cell."),
    "day_malformed": N_("“%(typed)s” is not a day. Write it day first, for example 03/04/2026, or 04/2026."),
    "indicator_ambiguous": N_("Several indicators are called “%(name)s”. Give them different names first."),
    "indicator_changed_meanwhile": N_(
        "Someone else saved this indicator meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "indicator_measured_by_hand": N_(
        "This indicator has measures typed by hand. Write another indicator for what the room measures."
    ),
    "indicator_measured_by_room": N_("“%(name)s” is measured by the room: run its cell again to add a measure."),
    "indicator_not_found": N_("No indicator is called “%(name)s”. Write its name as on the page, or add it first."),
    "indicator_of_nothing_here": N_("What this indicator is about no longer stands. Choose another change or action."),
    "indicator_unknown": N_("This indicator no longer exists. Reload the page."),
    "indicator_unnamed": N_("An indicator needs a name: what is counted, of whom?"),
    "indicator_untied": N_("Say what the indicator is about: one change, or one action."),
    "indicator_withdrawn": N_("“%(name)s” has been taken away meanwhile. Put it back first."),
    "meaning_unexplained": N_("Another unit or another polarity: say why, or tick that you only correct its words."),
    "measure_changed_meanwhile": N_("Someone else corrected this measure meanwhile. Read it as it is now."),
    "measure_in_future": N_("%(day)s is still to come: a measure is of a day that is past. Correct the day."),
    "measure_in_other_unit": N_("“%(typed)s” is in per cent, this indicator is in %(unit)s. Correct one of them."),
    "measure_missing": N_("Type a figure, or “n.d.” when it is not known."),
    "measure_out_of_bounds": N_("A figure lies between −%(millions)s and %(millions)s millions. Correct it."),
    "measure_unknown": N_("This measure no longer exists. Reload the page."),
    "measured_on_line": N_("%(day)s is already on line %(line)s, for the same indicator. Keep one of them."),
    "measured_that_day": N_(
        "There is already another figure for %(day)s. Ask for it to be corrected, or change the day."
    ),
    "series_unknown": N_("None of the runs of “%(title)s” gives this figure. Choose another."),
    "too_many_annotations": N_("There are %(at_most)s annotations on a curve at most. Take some off first."),
    "too_many_indicators": N_("There are %(at_most)s indicators at most. Take some away first."),
    "too_many_measures": N_("An indicator has %(at_most)s measures at most. Write another one for what comes next."),
    "too_many_targets": N_("An indicator has %(at_most)s targets at most. Change one of them instead."),
    "xlsx_too_large": N_(
        "Once open, this workbook is over %(megabytes)s MB. Copy the sheet that you need into a new one."
    ),
    "xlsx_unreadable": N_("This workbook cannot be read, or needs a password. Save it again as .xlsx, or as CSV."),
    # Loops
    "action_in_loop": N_("“%(title)s” is in this loop already."),
    "action_decided": N_("The loop has decided about this action: it stays in. Change the decision instead."),
    "action_out_of_loop": N_("This action is not in the loop any more. Reload the page."),
    "action_over": N_("“%(title)s” is done, stopped or taken away: there is nothing to decide about it any more."),
    "decision_changed_meanwhile": N_(
        "Someone else decided about this action meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "decision_promises_nothing": N_("This decision names neither who nor a day: there is no promise to answer for."),
    "decision_unexplained": N_("Say in one sentence what changes: the next loop will ask about it."),
    "decision_unknown": N_("This decision no longer exists. Reload the page."),
    "decision_unsaid": N_("Choose first: continue, adjust, redirect or stop."),
    "loop_changed_meanwhile": N_("Someone else changed this loop meanwhile. Read it as it is now, then do it again."),
    "loop_closed": N_("“%(title)s” is closed: what it decided stays as it is. Open another loop to decide anew."),
    "loop_elsewhere": N_("This is asked in the notebook of “%(title)s”, the loop at work. Run the question there."),
    "loop_missing": N_("No loop is open: open one on the page “Loops” first, it says what the room is asked about."),
    "loop_open_already": N_("“%(title)s” is not closed yet. Close that loop first, then open another one."),
    "loop_paused": N_("“%(title)s” is paused. Resume the loop first."),
    "loop_run_open": N_(
        "“%(cell)s” is still running in the room. Close it first on the page “Facilitate”, then close the loop."
    ),
    "loop_too_far": N_("A loop is opened at most %(days)s days before it is held. Choose a closer day."),
    "loop_undecided": N_("Still to be decided: %(actions)s. Decide about each action, then close the loop."),
    "loop_unknown": N_("This loop no longer exists. Reload the page."),
    "loop_untitled": N_("A loop needs a title, for example its season."),
    "loop_without_change": N_("A loop is about one change at least. Choose those that you look at together."),
    "outcome_impossible": N_("Say of a promise that it was kept, kept in part, or given up."),
    "outcome_too_early": N_("“%(title)s” is still at work: close it, then say what became of its promises."),
    "story_changed_meanwhile": N_(
        "Someone else told this story meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "story_empty": N_("Write first why the curve goes as it goes."),
    "story_out_of_scope": N_("This loop is not about “%(name)s”. Reload the page."),
    # Learnings, outcomes, field observations
    "day_missing": N_("Choose the day, then save."),
    "hypothesis_missing": N_("Write what the hypothesis becomes first, then put it right in the pathways."),
    "learning_changed_meanwhile": N_(
        "Someone else saved this learning meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "learning_empty": N_("Write what was learnt first."),
    "learning_link_gone": N_("This link has been taken off the pathways. Choose another, or none."),
    "learning_rectified": N_(
        "The pathways were put right on %(day)s: the words of this learning may still change, not what it changed. "
        "Write another learning instead."
    ),
    "learning_unknown": N_("This learning does not exist. Reload the page."),
    "learning_withdrawn": N_("This learning has been taken away meanwhile. Put it back first."),
    "learning_without_link": N_("Choose the link whose hypothesis changes, or leave the hypothesis empty."),
    "observation_empty": N_("Write what was seen first."),
    "observation_unknown": N_("This observation does not exist. Reload the page."),
    "observation_without_place": N_("Say where it was seen: a street, a square, a building."),
    "observation_without_theme": N_("Choose a theme, or type a new one."),
    "outcome_change_gone": N_("This change has been taken off the pathways. Choose another, or none."),
    "outcome_changed_meanwhile": N_(
        "Someone else saved this outcome meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "outcome_in_future": N_("An outcome has already come about. Choose today, or an earlier day."),
    "outcome_unknown": N_("This outcome does not exist. Reload the page."),
    "outcome_withdrawn": N_("This outcome has been taken away meanwhile. Put it back first."),
    "outcome_without_what": N_("Write what has changed in what they do."),
    "outcome_without_who": N_("Write who changed: a group, a service, an organisation, never a person’s name."),
    "rectified_too_early": N_("The pathways are put right after what was learnt, on %(day)s at the earliest."),
    "too_many_learnings": N_("There are %(at_most)s learnings at most. Take some away first."),
    "too_many_observations": N_("There are %(at_most)s observations at most: no more can be written here."),
    "too_many_outcomes": N_("There are %(at_most)s outcomes at most. Take some away first."),
    "verified_too_early": N_("An outcome is verified once it has come about, on %(since)s at the earliest."),
    "verifier_is_who_changed": N_("Who changed cannot be their own witness. Name somebody else."),
    "verifier_missing": N_("Say who verified it: somebody who is not of the collective."),
    "verifier_of_ours": N_("“%(name)s” sits at our table. Name somebody from outside the collective."),
}
