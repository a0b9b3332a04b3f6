"""A person's own booklet: what they did in the shop, task by task, in days; never a score, a rank
or a comparison."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.domain.wording import N_
from reuse_pos.domain.workshop import STEPS

WORKSHOP, SORTING, COUNTER, INTAKE, ROUND = "workshop", "sorting", "counter", "intake", "round"
POSTS = {
    COUNTER: (N_("Till"), "cash-register", "textile"),
    INTAKE: (N_("Reception"), "hand-arrow-down", "bricolage"),
    SORTING: (N_("Sorting"), "shapes", "livres_medias"),
    WORKSHOP: (N_("Workshop"), "hammer", "meubles"),
    ROUND: (N_("Van"), "van", "jouets"),
}
# What is said of a task, and its picture; steps of the workshop are named in domain/workshop.
TASKS = {
    "sell": (N_("I sold at the till"), "cash-register"),
    "open_till": (N_("I opened the till"), "coins"),
    "close_till": (N_("I counted the till"), "coins"),
    "receive": (N_("I weighed what arrives"), "scales"),
    "sort_things": (N_("I sorted things"), "shapes"),
    "sort_bags": (N_("I sorted bags"), "hoodie"),
    "put_aside": (N_("I put dangerous things aside"), "hand-palm"),
    "check": (N_("I checked a thing"), "seal-check"),
    "propose_price": (N_("I proposed a price"), "tag"),
    "weigh_after": (N_("I finished a thing and weighed it"), "scales"),
    "make": (N_("I made a new thing"), "sparkle"),
    "take_apart": (N_("I took a thing apart"), "puzzle-piece"),
    "round": (N_("I went out with the van"), "van"),
}
# Which gesture (kind of fact) is which task of which place.
GESTURES = {
    "sold": (COUNTER, "sell"),
    "session_opened": (COUNTER, "open_till"),
    "session_closed": (COUNTER, "close_till"),
    "crate_weighed": (INTAKE, "receive"),
    "arrival_counted": (INTAKE, "receive"),
    "object_sorted": (SORTING, "sort_things"),
    "object_found": (SORTING, "sort_things"),
    "crate_sent": (SORTING, "sort_things"),
    "bag_graded": (SORTING, "sort_bags"),
    "part_sorted": (SORTING, "sort_bags"),
    "put_aside": (SORTING, "put_aside"),
    "thing_checked": (SORTING, "check"),
    "price_proposed": (WORKSHOP, "propose_price"),
    "work_finished": (WORKSHOP, "weigh_after"),
    "transformed": (WORKSHOP, "make"),
    "taken_apart": (WORKSHOP, "take_apart"),
}


@dataclass(frozen=True)
class Deed:
    """One task of a booklet: on how many days it was done, the first and the last (ISO)."""

    post: str
    task: str
    days: int
    first: str
    last: str


def words_of(deed: Deed) -> tuple[str, str]:
    """The msgid and the pictogram of a task; a step written in this shop is said as it was
    written."""
    if deed.post == WORKSHOP and deed.task in STEPS:
        return STEPS[deed.task].title, STEPS[deed.task].icon
    return TASKS.get(deed.task, (deed.task, "hammer"))
