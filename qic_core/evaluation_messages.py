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
    "measure_day_out_of_bounds": N_("A day lies between %(earliest)s and %(latest)s. Correct its year."),
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
}
