"""Work in the workshop: the steps each kind of thing goes through, said in easy words, and the
work orders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.category import Category
from reuse_pos.domain.ids import Id
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
    """One step: an action word, at most three plain sentences, what to wear, and the proof it asks
    for.

    `**` in a sentence marks the words to stress; `guess_min` is a first guess of minutes, used
    until the shop has times of its own; a step with `check` ends with an answer: it works, or it
    does not. `authorisation` names what a person must have been allowed to do it ("" for none).
    """

    code: str
    title: str
    icon: str
    sentences: tuple[str, ...]
    protections: tuple[Protection, ...] = ()
    check: str = ""
    guess_min: int = 10
    authorisation: str = ""


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
        Step(
            "clean",
            N_("Clean"),
            "spray-bottle",
            (N_("Take a damp cloth."), N_("Clean the whole object."), N_("Dry it well.")),
            (P.GLOVES,),
        ),
        Step(
            "repair",
            N_("Repair"),
            "hammer",
            (
                N_("Look for what is broken."),
                N_("Glue or screw the loose parts."),
                N_("Check that it is solid."),
            ),
            (P.GOGGLES, P.GLOVES),
            guess_min=30,
        ),
        Step(
            "sand",
            N_("Sand"),
            "sanding-block",
            (
                N_("Take the sandpaper, **grit 120**."),
                N_("Sand along the wood."),
                N_("Take off the dust with a cloth."),
            ),
            (P.GOGGLES, P.GLOVES, P.HEADPHONES, P.MASK),
            guess_min=60,
        ),
        Step(
            "paint",
            N_("Paint"),
            "paint-roller",
            (N_("Stir the paint."), N_("Put on **one thin coat**."), N_("Let it dry.")),
            (P.GLOVES, P.MASK),
            guess_min=90,
        ),
        Step(
            "sew",
            N_("Sew"),
            "needle",
            (
                N_("Choose a thread of the same colour."),
                N_("Sew the tear."),
                N_("Cut the thread."),
            ),
            guess_min=30,
        ),
        Step(
            "erase",
            N_("Erase"),
            "trash",
            (
                N_("Switch the device on."),
                N_("Erase **all its data**."),
                N_("Check that nothing is left."),
            ),
            guess_min=30,
        ),
        Step(
            "test",
            N_("Test"),
            "plug",
            (
                N_("Look at the cable and the plug."),
                N_("Plug it in and switch it on."),
                N_("Say if it works."),
            ),
            (),
            "test_sheet",
        ),
        Step(
            "check",
            N_("Check"),
            "seal-check",
            (
                N_("Look at every part."),
                N_("Pull and push: nothing moves."),
                N_("Say if it is safe."),
            ),
            (),
            "safety_check",
        ),
        Step(
            "press",
            N_("Iron"),
            "t-shirt",
            (N_("Read the label of the garment."), N_("Iron it."), N_("Hang it up.")),
        ),
        Step(
            "photo",
            N_("Photo"),
            "camera",
            (N_("Put the object in front of the wall."), N_("Take the photo.")),
            guess_min=0,
        ),
        Step(
            "look",
            N_("Look together"),
            "eye",
            (N_("Call your supervisor."), N_("Look at the object together.")),
            (),
            "supervisor",
            5,
        ),
    )
}
PROOFS = ("test_sheet", "safety_check")
SUPERVISOR = "supervisor"
DURATIONS_MIN = (30, 60, 120, 240)
MATERIALS = {
    "paint": (N_("Tin of paint"), "paint-roller"),
    "screws": (N_("Screws, knobs"), "gear"),
    "fabric": (N_("Fabric, thread"), "needle"),
    "glue": (N_("Glue, filler"), "drop"),
}
# What went missing while working counts as waste unless the person says it went to a recycler: a
# shop never claims recycling it cannot show.
REMOVED_WAYS = ("disposal", "recycling")
REST_WAYS = {
    "parts": ("stock:parts", N_("Keep the parts"), "package"),
    "recycling": ("out:recycling", N_("Recycle"), "recycle"),
    "energy": ("out:energy", N_("Burn for energy"), "lightning"),
    "disposal": ("out:disposal", N_("Throw away"), "trash"),
}


@dataclass(frozen=True)
class Order:
    """One work order: its step codes, those done, what was used, and the weights in grams.

    `own` are the steps as the supervisor wrote them when the order was opened: a template changed
    since changes nothing here. `bench` is a bench's name, or "@07" for one person.
    """

    id: Id
    item: Id
    state: OrderState
    steps: tuple[str, ...]
    done: tuple[str, ...]
    bench: str
    rank: int
    weight_before_g: int
    weight_after_g: int | None
    materials: tuple[str, ...]
    help_since: str | None
    day: str
    finished_on: str | None
    own: tuple[Step, ...] = ()

    def step_of(self, code: str) -> Step:
        """One of its steps, as it was when the order was opened."""
        return next((step for step in self.own if step.code == code), None) or STEPS[code]

    @property
    def listed(self) -> tuple[Step, ...]:
        """Its steps in their order."""
        return tuple(self.step_of(code) for code in self.steps)

    @property
    def step(self) -> Step | None:
        """The step to do now; None when all are done."""
        left = [code for code in self.steps if code not in self.done]
        return self.step_of(left[0]) if left else None

    @property
    def number(self) -> int:
        """Which step of the list that is, from 1."""
        return min(len(self.done) + 1, len(self.steps))

    @property
    def guess_min(self) -> int:
        """Minutes the steps left usually take, by the first guesses."""
        return sum(step.guess_min for step in self.listed if step.code not in self.done)

    @property
    def given_to(self) -> str:
        """The operator code of the person it was given to; "" for nobody in particular."""
        return self.bench[1:] if self.bench.startswith("@") else ""


def steps_for(category: Category) -> tuple[Step, ...]:
    """The steps a thing of this category goes through; a category with a check always gets it."""
    return tuple(STEPS[code] for code in _codes(category))


def check_steps(category: Category) -> tuple[Step, ...]:
    """Only the proofs this category wants before sale, for a thing made here of tested parts."""
    return tuple(
        step for step in steps_for(category) if step.check in PROOFS or step.code == "erase"
    )


def codes(steps: Iterable[Step]) -> str:
    """Step codes as a work order keeps them."""
    return ",".join(step.code for step in steps)


def _codes(category: Category) -> tuple[str, ...]:
    if category.check.startswith("test_sheet"):
        erase = ("erase",) if "data_erased" in category.check else ()
        return ("clean", *erase, "test", "photo")
    if category.check:
        return ("clean", "check", "photo")
    if category.family == "textile":
        return ("clean", "sew", "press", "photo")
    if category.code.startswith("EA-AS-") and category.main_material != "wood":
        return ("clean", "repair", "sew", "photo")
    if category.family == "meubles":
        return ("clean", "sand", "paint", "photo")
    return ("clean", "repair", "photo")
