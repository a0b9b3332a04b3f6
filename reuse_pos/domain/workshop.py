"""Work in the workshop: the steps each kind of thing goes through, said in easy words, and how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.category import Category
from reuse_pos.domain.wording import N_


class OrderState(StrEnum):
    """Where a work order is."""

    QUEUED = "queued"
    WORKING = "working"
    PAUSED = "paused"
    STEPS_DONE = "steps_done"
    FINISHED = "finished"


class Protection(StrEnum):
    """What the person wears for a step."""

    GOGGLES = "goggles"
    GLOVES = "gloves"
    HEADPHONES = "headphones"
    MASK = "mask"


@dataclass(frozen=True)
class Step:
    """One step: an action word, at most three plain sentences, what to wear, and the proof it asks for."""

    code: str
    title: str
    icon: str
    sentences: tuple[str, ...]
    protections: tuple[Protection, ...] = ()
    check: str = ""


PROTECTION_WORDS = {
    Protection.GOGGLES: (N_("Goggles"), "goggles"),
    Protection.GLOVES: (N_("Gloves"), "hand"),
    Protection.HEADPHONES: (N_("Ear defenders"), "headphones"),
    Protection.MASK: (N_("Mask"), "dust-mask"),
}
P = Protection
STEPS = {
    step.code: step
    for step in (
        Step("clean", N_("Clean"), "spray-bottle",
             (N_("Take a damp cloth."), N_("Clean the whole object."), N_("Dry it well.")), (P.GLOVES,)),
        Step("repair", N_("Repair"), "hammer",
             (N_("Look for what is broken."), N_("Glue or screw the loose parts."), N_("Check that it is solid.")),
             (P.GOGGLES, P.GLOVES)),
        Step("sand", N_("Sand"), "sanding",
             (N_("Take the sandpaper, grit 120."), N_("Sand along the wood."), N_("Take off the dust with a cloth.")),
             (P.GOGGLES, P.GLOVES, P.HEADPHONES, P.MASK)),
        Step("paint", N_("Paint"), "paint-roller",
             (N_("Stir the paint."), N_("Put on one thin coat."), N_("Let it dry.")), (P.GLOVES, P.MASK)),
        Step("sew", N_("Sew"), "needle",
             (N_("Choose a thread of the same colour."), N_("Sew the tear."), N_("Cut the thread."))),
        Step("test", N_("Test"), "plug",
             (N_("Look at the cable and the plug."), N_("Plug it in and switch it on."), N_("Say if it works.")),
             (), "test_sheet"),
        Step("check", N_("Check"), "seal-check",
             (N_("Look at every part."), N_("Pull and push: nothing moves."), N_("Say if it is safe.")),
             (), "safety_check"),
        Step("press", N_("Iron"), "t-shirt",
             (N_("Read the label of the garment."), N_("Iron it."), N_("Hang it up."))),
        Step("photo", N_("Photo"), "camera",
             (N_("Put the object in front of the wall."), N_("Take the photo."))),
    )
}  # fmt: skip
DURATIONS_MIN = (30, 60, 120, 240)
MATERIALS = {
    "paint": (N_("Paint"), "paint-roller"),
    "screws": (N_("Screws, knobs"), "gear"),
    "fabric": (N_("Fabric, thread"), "needle"),
    "glue": (N_("Glue, filler"), "drop"),
}


def steps_for(category: Category) -> tuple[Step, ...]:
    """The steps a thing of this category goes through; a category with a check always gets it."""
    codes = _codes(category)
    return tuple(STEPS[code] for code in codes)


def _codes(category: Category) -> tuple[str, ...]:
    if category.check.startswith("test_sheet"):
        return ("clean", "test", "photo")
    if category.check:
        return ("clean", "check", "photo")
    if category.family == "textile":
        return ("clean", "sew", "press", "photo")
    if category.code.startswith("EA-AS-") and category.main_material != "wood":
        return ("clean", "repair", "sew", "photo")
    if category.family == "meubles":
        return ("clean", "sand", "paint", "photo")
    return ("clean", "repair", "photo")
