"""What the script says; a page carries these words, in its language. {n} and the like are filled by the script."""

from qic_core.words import N_

SCRIPT_WORDS = {
    "saving": N_("Sending…"),
    "saved": N_("Saved at {time}, receipt {receipt}"),
    "unsent": N_("Not sent – we keep trying, leave this page open."),
    "draft": N_("Your unsent answer is back."),
    "over": N_("Answers are closed for this question. Your answer was not sent; it is kept here."),
    "hold": N_("Answers are on hold for now. Yours was not sent; it is kept here."),
    "on": N_("Go on"),
    "next": N_("Next"),
    "back": N_("Back"),
    "place": N_("{n} of {total}"),
    "now": N_("Send what I have answered"),
    "find": N_("Search in this list"),
    "tap": N_("Touch an answer: the next one shows by itself."),
    "add": N_("Add another answer"),
    "left": N_("Characters left: {n}"),
    "excess": N_("Characters too many: {n}"),
    "overspent": N_("Points too many: {n}"),
    "none": N_("All your points are given."),
    "one": N_("You have 1 point left."),
    "many": N_("You have {n} points left."),
    "more": N_("One more point: {item}"),
    "less": N_("One point less: {item}"),
    "time": N_("Suggested time: {time}"),
    "late": N_("The suggested time is over; you can still answer."),
    "listen": N_("Listen"),
    "stop": N_("Stop"),
}
