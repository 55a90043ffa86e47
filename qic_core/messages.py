"""What each refusal says: one clear sentence that tells what to do, translated at the edge."""

from qic_core.cooperation_messages import COOPERATION_ERRORS
from qic_core.dashboard_messages import DASHBOARD_ERRORS
from qic_core.errors import DomainError
from qic_core.evaluation_messages import EVALUATION_ERRORS
from qic_core.words import N_, Words, readable

ERRORS = {
    **COOPERATION_ERRORS,
    **DASHBOARD_ERRORS,
    **EVALUATION_ERRORS,
    # The archive
    "archive_damaged": N_("This archive is damaged or incomplete. Take it again from where it comes from."),
    "archive_foreign": N_("This file is not an archive of Carnet QIC. Choose a file that Carnet QIC has made."),
    "archive_newer": N_("This archive is of a newer Carnet QIC (%(version)s, here %(ours)s). Update, then try again."),
    "archive_too_large": N_("This archive is over %(megabytes)s MB. Check that it is the right file."),
    "collective_twice": N_("“%(name)s” is already here. Restore it into an empty Carnet QIC."),
    # The house from the command line
    "backup_damaged": N_("This backup is damaged or incomplete: nothing was touched. Take an older one."),
    "backup_foreign": N_("This file is no backup of Carnet QIC: nothing was touched. Choose a file made by “backup”."),
    "backup_newer": N_("This backup is of a newer Carnet QIC: nothing was touched. Update, then try again."),
    "database_unsound": N_("The database itself is damaged: “check” says how. Restore the last backup."),
    "demo_not_empty": N_("This house holds a collective: the demo goes into an empty one only."),
    "disk_full": N_("The disk has no room for this backup: nothing was touched. Make room, then try again."),
    "file_exists": N_("%(file)s is there already. Give another name, or add --overwrite."),
    "file_missing": N_("There is no file %(file)s. Check its name and its folder."),
    "folder_missing": N_("There is no folder %(folder)s. Make it first, or choose another."),
    "house_in_use": N_("Carnet QIC is running on these data: nothing was touched. Stop it, then try again."),
    "house_missing": N_("There are no data yet. Start Carnet QIC once, or say where they are with QIC_DATA_DIR."),
    "house_newer": N_("These data are of a newer Carnet QIC. Update, then try again."),
    "house_not_empty": N_("This house holds a collective: nothing was touched. Add --overwrite to replace it."),
    "house_outdated": N_("These data are of an older Carnet QIC. Start this version once: it brings them up."),
    "link_not_open": N_("There is no open link %(number)s. “access list” shows them."),
    "slug_unknown": N_("No collective is called %(slug)s. There are: %(slugs)s."),
    # Files that people bring
    "csv_empty": N_("This file has no line below its headings. Fill it in, then choose it again."),
    "csv_has_errors": N_("Nothing was written: mend the lines that are listed, then choose the file again."),
    "csv_heading_missing": N_("The first line must hold the headings; “%(heading)s” is missing. Add it."),
    "csv_not_text": N_("This file is not a CSV. In your spreadsheet, save it as CSV, then choose it again."),
    "csv_too_large": N_("This file is over %(megabytes)s MB. Keep only the columns that are asked for."),
    "csv_no_such_line": N_("No line of this file holds “%(text)s”. Change these words or empty the box."),
    "csv_too_long": N_("This file has %(lines)s lines; %(at_most)s at most can be read at once. Cut it in parts."),
    "csv_too_many_cards": N_(
        "This would make %(cards)s cards; %(at_most)s at most at once. Say above which lines to keep."
    ),
    "csv_too_wide": N_("This file has %(columns)s columns; %(at_most)s at most can be read. Take some away."),
    "csv_unreadable": N_("This file cannot be cut into cells: look for a quotation mark that is not closed."),
    # The challenge
    "candidate_twice": N_("“%(text)s” is already on the list. Change its words or leave it."),
    "candidate_unknown": N_("This proposal no longer exists. Reload the page."),
    "candidate_changed_meanwhile": N_(
        "Someone else saved this proposal meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "evidence_changed_meanwhile": N_(
        "Someone else saved this card meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "evidence_twice": N_("A card says it already, of the same place, year and source: “%(text)s”. Change that one."),
    "evidence_unknown": N_("This card no longer exists. Reload the page."),
    "nothing_gathered": N_("Nothing to take yet: show ideas of “%(title)s” on the page “Moderate” first."),
    "residents_out_of_bounds": N_("Residents are part of the %(voices)s who took part. Correct the numbers."),
    "score_out_of_bounds": N_("A condition is scored from 0 to %(highest)s. Choose again."),
    "scores_kept_already": N_("The scores of this run are kept already, or nobody gave any. Reload the page."),
    "sentence_missing": N_("Write the sentence first."),
    "figure_malformed": N_("“%(typed)s” is not a figure. Write digits only, or “n.d.” when it is not known."),
    "year_unclear": N_("“%(typed)s” is not one year. Write it in four digits, for example 2023."),
    "source_missing": N_("A figure needs its source: who says so, in which document?"),
    "year_out_of_bounds": N_("The year lies between %(earliest)s and %(latest)s. Correct it."),
    # The vision
    "amendment_changes_nothing": N_("An amendment must change the words. Write another wording."),
    "amendment_decided": N_("Someone else decided on this amendment meanwhile: it is shown below as it stands now."),
    "amendment_unknown": N_("This amendment no longer exists. Reload the page."),
    "front_page_unknown": N_("This front page is not shown. Show its title on the page “Moderate” first."),
    "statement_changed_meanwhile": N_(
        "Someone else changed this draft meanwhile. Read it as it is now, then decide on this amendment again."
    ),
    "statement_twice": N_("“%(text)s” is already among the drafts. Change its words or leave it."),
    "statement_unknown": N_("This draft no longer exists. Reload the page."),
    "too_many_amendments": N_("%(at_most)s amendments of a draft may wait at most. Decide on some first."),
    "too_many_statements": N_("There are %(at_most)s drafts at most. Take some off the list first."),
    "vision_text_missing": N_("Write the text first."),
    "vision_year_out_of_bounds": N_(
        "A vision looks ahead: its year lies between %(earliest)s and %(latest)s. Correct it."
    ),
    # The pathways
    "change_ambiguous": N_("Several changes are called “%(name)s”. Give them numbers, and write the number here."),
    "change_changed_meanwhile": N_(
        "Someone else saved this change meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "change_not_found": N_("No change is called “%(name)s”. Write its title, or its number in the file of changes."),
    "change_twice": N_("“%(title)s” stands at this horizon already. Take this line out, or change its title."),
    "change_unknown": N_("This change does not exist. Reload the page."),
    "change_withdrawn": N_("“%(title)s” was taken off the map meanwhile. Put it back first, then save again."),
    "confidence_not_closed": N_("Close the run of the cell “Confidence in the pathway” first, then take its figures."),
    "confidence_out_of_bounds": N_("Confidence goes from 0 to %(highest)s. Correct it."),
    "day_unreadable": N_("“%(typed)s” is not a day. Write it like 31/12/2027."),
    "horizon_unknown": N_("“%(typed)s” is not a horizon. Write short term, medium term or long term."),
    "link_changed_meanwhile": N_(
        "Someone else saved this link meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "link_closes_circle": N_("This link would close a circle: %(circle)s. Take one of its links off first."),
    "link_to_itself": N_("“%(title)s” cannot lead to itself. Choose another change."),
    "link_twice": N_("This link stands already. Open it to edit it."),
    "nature_unknown": N_(
        "“%(typed)s” is not a kind of change. Write knowledge; behaviour, practice; or way of life, culture."
    ),
    "pathway_link_unknown": N_("This link does not exist. Reload the page."),
    "snapshot_in_future": N_("The map is kept as it stands today. Choose today, or an earlier day."),
    "snapshot_unknown": N_("This day of the map does not exist. Reload the page."),
    "snapshot_unreadable": N_("What was kept of this day can no longer be read. Choose another day."),
    "too_many_changes": N_("The map holds %(at_most)s changes at most. Take one off, then add yours."),
    "too_many_links": N_("The map holds %(at_most)s links at most. Take one off, then add yours."),
    "too_many_snapshots": N_(
        "%(at_most)s days are kept already. Give the day and the title of one of them: the new one takes its place."
    ),
    # Days
    "day_out_of_bounds": N_("A day lies between %(earliest)s and %(latest)s. Correct its year."),
    # What the actions do to one another
    "effect_out_of_bounds": N_("What an action does to another is −1, 0, 1 or 2. Correct it, or empty the box."),
    "reinforcement_changed_meanwhile": N_(
        "Someone else has said otherwise of “%(pair)s” meanwhile. Nothing is lost: read it, then save again."
    ),
    "reinforcement_not_closed": N_("Close this run of “Actions that reinforce one another” first, then keep it."),
    "reinforcement_to_itself": N_("What “%(title)s” does to itself is not asked. Leave that box empty."),
    # The actions
    "action_changed_meanwhile": N_(
        "Someone else saved this action meanwhile. What you typed is still here: read theirs, then save again."
    ),
    "action_ends_first": N_("The action ends before it starts. Correct one of the two days."),
    "action_unknown": N_("This action does not exist. Reload the page."),
    "action_untitled": N_("Say first what will be done."),
    "action_withdrawn": N_("“%(title)s” was taken away meanwhile. Put it back first, then save again."),
    "money_out_of_bounds": N_("An amount is in whole euros, from 0 to %(millions)s million. Correct it."),
    "need_met_meanwhile": N_(
        "“%(what)s” meets this need already. If it does not any more, say so first, then choose another offer."
    ),
    "resource_taken_back": N_("“%(what)s” was taken back meanwhile. Put it back first, or choose another."),
    "resource_unknown": N_("This need or offer does not exist. Reload the page."),
    "resource_unnamed": N_("Say what is needed or offered, then save."),
    "status_in_future": N_("An action takes a status today or took it earlier. Choose such a day."),
    "too_many_resources": N_("There are %(at_most)s needs and offers at most. Take one back, then add yours."),
    "too_many_standing_actions": N_("There are %(at_most)s actions at most. Take one away, then add yours."),
    # The roadmap
    "action_missing": N_("Say what this action is, or empty its line."),
    "paper_unknown": N_("There is no “%(name)s” paper here. Choose A4 or A3."),
    "public_page_changed_meanwhile": N_(
        "Someone else saved this page meanwhile. What you typed is still here: choose below which one to keep."
    ),
    "roadmap_changed_meanwhile": N_(
        "Someone else saved this page meanwhile. What you typed is still here: choose below which one to keep."
    ),
    "roadmap_overflows": N_("The page “Roadmap” does not fit one %(paper)s page. Open it: it says what to shorten."),
    "too_many_actions": N_("The page holds %(at_most)s first actions at most. Keep those that come first."),
    # The phone, the tablet and the paper sheet
    "answer_about": N_("“%(item)s”: %(why)s"),
    "answer_malformed": N_("This answer could not be read. Reload the page and try again."),
    "choice_missing": N_("Choose an option, then send."),
    "choice_unknown": N_("This option is no longer in the list. Reload the page and choose again."),
    "college_not_chosen": N_("Choose the collège of these people, then save."),
    "college_missing": N_("Choose your collège, then go in."),
    "level_missing": N_("Choose a level, then send."),
    "level_unknown": N_("This level does not exist. Choose one from the list."),
    "number_malformed": N_("“%(typed)s” is not a number. Write it in digits, for example 2."),
    "points_malformed": N_("Points are whole numbers, from 0 up. Correct the ones that are not."),
    "points_missing": N_("Give at least one of your %(total)s points, then send."),
    "rating_missing": N_("Answer at least one question, then send."),
    "run_closed": N_("This question is closed: your answer came too late. Your text is kept here, you can copy it."),
    "run_frozen": N_("Answers are on hold for now. Yours is kept here: send it if the question opens again."),
    "figure_missing": N_("Write a figure, then send."),
    "figure_in_other_unit": N_("“%(typed)s” is not in %(unit)s. Write the figure alone, in %(unit)s."),
    "figure_out_of_bounds": N_("The figure lies between %(lowest)s and %(highest)s. Correct it."),
    "figure_unclear": N_("“%(typed)s” can be read in two ways. Write 1500 or 1.5: two decimals at most."),
    "idea_unknown": N_("One of these ideas no longer exists. Reload the page and choose again."),
    "run_unknown": N_("This question no longer exists. Reload the page to see the current one."),
    "text_missing": N_("Write an answer, then send."),
    "text_too_long": N_("This text has %(length)s characters; shorten it to %(at_most)s at most."),
    "too_many_choices": N_("Keep %(at_most)s options at most: untick the others."),
    "too_many_points": N_("You gave %(spent)s points and have %(total)s: take some back."),
    "too_many_texts": N_("Keep %(at_most)s answers at most: empty the others."),
    "voices_out_of_bounds": N_("The number of people must be between 1 and %(at_most)s."),
    # The room and its code
    "code_expired": N_("This code is no longer in use. Type the one shown on the wall."),
    "code_taken": N_("The code %(code)s cannot be used. Choose another."),
    "code_unknown": N_("No room has this code. Check it on the wall and type it again."),
    "link_revoked": N_("This link was closed. Ask the person who gave it to you for a new one."),
    "link_unknown": N_("This link opens nothing. Check that you copied it whole."),
    # Organisations over time
    "day_in_future": N_("This day has not come yet. Choose today, or an earlier day."),
    "merged_into_itself": N_("“%(name)s” cannot become part of itself. Choose another organisation."),
    "organisation_gone": N_("“%(name)s” has left the table. Choose an organisation that sits at it."),
    "organisation_merged": N_("“%(name)s” is part of “%(into)s” now. Undo this merger first."),
    "organisation_not_merged": N_("“%(name)s” is not part of another organisation. Reload the page."),
    "renamed_too_early": N_("“%(name)s” has had this name since %(since)s only. Choose that day, or a later one."),
    # The collective
    "left_before_joined": N_("Nobody leaves before they came. Correct one of the two dates."),
    "member_unknown": N_("This person is no longer in the collective. Reload the page."),
    "organisation_unknown": N_("This organisation is no longer in the collective. Reload the page."),
    "seat_unknown": N_("This role of the trinôme does not exist. Reload the page."),
    "seats_are_three": N_("A trinôme has three roles. Name all three."),
    "college_twice": N_("Two collèges have the same name. Rename one of them."),
    "college_unknown": N_("The collective has no collège called “%(name)s”. Choose one of: %(colleges)s."),
    "colleges_missing": N_("Name at least one collège."),
    "collective_unknown": N_("This collective does not exist. Choose another."),
    "name_missing": N_("Write a name."),
    "name_too_long": N_("This name has %(length)s characters; shorten it to %(at_most)s at most."),
    "organisation_twice": N_("“%(name)s” is already around the table. Give another name."),
    "timezone_unknown": N_("The time zone “%(name)s” is not known here. Choose one from the list."),
    "too_many_colleges": N_("A collective has %(at_most)s collèges at most. Remove some."),
    # Notebooks, cells and runs
    "cell_unknown": N_("This cell does not exist. Reload the page."),
    "cell_withdrawn": N_("This cell was withdrawn. Put it back first, on the page “Prepare”."),
    "content_unreadable": N_("What this run asked can no longer be read. Run the cell again."),
    "items_from_empty": N_("Nothing to choose from yet: show or group at least two ideas of “%(cell)s” first."),
    "about_empty": N_("“%(cell)s” has nothing to ask about yet. Write it on its page of the journey first."),
    "about_impossible": N_("This kind of cell takes no proposals: choose another kind."),
    "about_unknown": N_("This version does not know “%(name)s”. Choose what the cell asks about again."),
    "items_from_impossible": N_("A cell takes its proposals from an earlier cell with free texts. Choose another."),
    "items_out_of_bounds": N_("Give between %(at_least)s and %(at_most)s proposals."),
    "kind_unknown": N_("This version has no cell of kind “%(name)s”. Choose another or update the product."),
    "minutes_out_of_bounds": N_("Minutes go up to %(at_most)s. Choose a smaller number."),
    "notebook_unknown": N_("This notebook does not exist. Go back to the list of notebooks."),
    "prompt_missing": N_("Write the question, then save."),
    "run_not_live": N_("This run is closed. Reopen it first, or run the cell again."),
    "setting_out_of_bounds": N_("The setting “%(key)s” goes from %(lowest)s to %(highest)s."),
    "setting_not_text": N_("The setting “%(key)s” is a text. Write it between quotation marks."),
    "setting_unknown": N_("This kind of cell has no setting “%(key)s”. Remove it."),
    "template_incomplete": N_("The notebook file %(file)s is incomplete: look at “%(key)s”, then reload the page."),
    "template_not_utf8": N_("The notebook file %(file)s is not in UTF-8. Save it again in this encoding."),
    "template_too_large": N_("The notebook file %(file)s is too large. Split it in two."),
    "template_unreadable": N_("The notebook file %(file)s cannot be read: correct its line %(line)s."),
    "title_missing": N_("Write a title, then save."),
    "too_many_cells": N_("A notebook holds %(at_most)s cells at most. Withdraw one or start another notebook."),
    # Steps of the journey
    "skip_unexplained": N_("Say in a few words why this step is left out, then save."),
    "step_done": N_("This step is done: there is nothing to leave out. Reload the page."),
    # Moderation
    "ideas_not_chosen": N_("Tick at least one idea of this run."),
    "theme_twice": N_("Another theme is already called “%(label)s”. Choose another name."),
    "theme_unknown": N_("This theme does not exist any more. Reload the page."),
    "theme_unnamed": N_("Name the theme."),
}  # fmt: skip


def sentence_of(error: DomainError, words: Words) -> str:
    """Return what a refusal says in the language of `words`; one may tell another: where it comes from, and why."""
    told = {
        name: sentence_of(value, words) if isinstance(value, DomainError) else readable(value, words)
        for name, value in error.params.items()
    }
    return words.gettext(ERRORS[error.code]) % told
