"""What the doctor finds, in sentences: what it means in the shop before where it stands in the
file."""

from __future__ import annotations

from reuse_pos.db.checks import Found
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.fault_words import FAULTS, fault_words

JOURNAL, PRACTICE = "journal_", "training_"
UNFINISHED = N_("A check could not be finished: the file is damaged.")
MEANINGS = {
    "integrity": N_("The file is damaged."),
    "foreign_key": N_("A line of the file points to nothing."),
    "entry_sum": N_("A movement of goods does not balance."),
    "roll_up": N_("The kilos of a day are not the sum of their movements."),
    "balance": N_("A stock is not the sum of its movements."),
    "item_state": N_("A thing’s state is not that of its last move."),
    "item_mass": N_("A thing’s weight is not the sum of its movements."),
    "item_place": N_("A thing’s kilos are not where the thing is."),
    "item_words": N_("A thing is not found by its own words."),
    "fact_chain": N_("A fact is missing or out of order."),
    "fact_altered": N_("A fact was changed after it was written."),
    "fact_head": N_("The last facts are missing."),
    "sales": N_("A table of sales does not say what the journal says."),
    "replay": N_("A table does not say what the facts say."),
    "setting": N_("A setting is none of this version, or its value does not fit."),
    "mark": N_("This file is older than what this computer has seen: a copy was put back."),
}


def health_sentence(one: Found) -> str:
    """A finding as a person reads it; the check, the place and the detail follow for support."""
    return f"{_meaning(one.check)} [{one.check}: {one.place}: {one.detail}]"


def _meaning(check: str) -> str:
    if check.startswith(PRACTICE):
        return _("Practice: {finding}", finding=_meaning(check.removeprefix(PRACTICE)))
    fault = check.removeprefix(JOURNAL)
    if fault in FAULTS:
        return _("The journal: {fault}.", fault=fault_words(fault))
    return _(MEANINGS.get(check, UNFINISHED))
