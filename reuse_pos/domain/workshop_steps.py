"""The steps a supervisor writes for the workshop: which sentences are plain enough, what may not be
left out, and who may do what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from reuse_pos.domain.category import FAMILIES, Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import N_, _
from reuse_pos.domain.workshop import STEPS, SUPERVISOR, Protection, Step, check_steps, steps_for

MOST_STEPS = 8
MOST_SENTENCES = 3
MOST_WORDS = 12
LONGEST_TITLE = 24
LONGEST_SENTENCE = 90
FAMILY_MARK = "family:"
AUTHORISATIONS = {
    "electric": (N_("Electrical test"), "lightning"),
    "old_paint": (N_("Old paint (lead)"), "paint-roller"),
    "machines": (N_("Woodworking machines"), "gear"),
    "products": (N_("Dangerous products"), "drop"),
}
CHECKS = {
    "": N_("No question"),
    "test_sheet": N_("Does it work?"),
    "safety_check": N_("Is it safe?"),
    SUPERVISOR: N_("The supervisor answers"),
}
STEP_ICONS = (
    "spray-bottle", "hammer", "sanding-block", "paint-roller", "needle", "plug", "seal-check",
    "t-shirt", "camera", "toolbox", "drop", "scissors", "gear", "lightning", "trash", "package",
    "eye", "magnifying-glass",
)  # fmt: skip


def template_key(category: Category) -> tuple[str, str]:
    """Where the steps of a category are looked for: its own, then its family's."""
    return category.code, FAMILY_MARK + category.family


def proofs_first(category: Category, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps with every proof this category wants before sale: one that is missing comes before
    the photo."""
    missing = [step for step in check_steps(category) if not _proved(step, steps)]
    if not missing:
        return tuple(steps)
    last = len(steps) - (1 if steps and steps[-1].code == "photo" else 0)
    return (*steps[:last], *missing, *steps[last:])


def shipped(key: str, categories: dict[str, Category]) -> tuple[Step, ...]:
    """The steps a new shop begins with, for a category or a whole family."""
    if key in categories:
        return steps_for(categories[key])
    family = key.removeprefix(FAMILY_MARK)
    plain = [c for c in categories.values() if c.family == family and not c.is_service]
    found = next((c for c in plain if not c.check), plain[0] if plain else None)
    return steps_for(found) if found is not None else (STEPS["clean"], STEPS["photo"])


def checked_template(
    key: str, steps: Sequence[Step], categories: dict[str, Category]
) -> tuple[Step, ...]:
    """The steps, if people can follow them; refuses what is too long, too many, unknown or lacks
    the proof its category wants: without it the till would not sell the thing."""
    category = categories.get(key)
    if category is None and key.removeprefix(FAMILY_MARK) not in FAMILIES:
        raise _refused(_("There is no such category. Nothing was changed. Choose one."), "category")
    if not 1 <= len(steps) <= MOST_STEPS:
        raise _refused(
            _("A piece of work has 1 to {n} steps. Nothing was changed. Take one out.",
              n=MOST_STEPS), "steps",
        )  # fmt: skip
    if len({step.code for step in steps}) < len(steps):
        raise ValueError("two steps with one code")
    for step in steps:
        checked_step(step)
    missing = () if category is None else check_steps(category)
    for proof in missing:
        if not _proved(proof, steps):
            raise _refused(
                _("Such things are tested before they are sold: keep the step “{step}”. "
                  "Nothing was changed.", step=_(proof.title)), "proof",
            )  # fmt: skip
    return tuple(steps)


def checked_step(step: Step) -> Step:
    """The step, if it is plain; refuses a title or sentence that is too long, with the words
    counted."""
    if not step.title.strip() or len(step.title) > LONGEST_TITLE:
        raise _refused(
            _("The name of a step has 1 to {n} letters. Nothing was changed. Write one or two "
              "words.", n=LONGEST_TITLE), "title",
        )  # fmt: skip
    if not 1 <= len(step.sentences) <= MOST_SENTENCES:
        raise _refused(
            _("A step has 1 to 3 sentences. Nothing was changed. Make two steps of it."),
            "sentences",
        )
    for sentence in step.sentences:
        n = len(sentence.replace("**", "").split())
        if n > MOST_WORDS or len(sentence) > LONGEST_SENTENCE or not n:
            raise _refused(
                _("“{sentence}” has {n} words. At most 12 are easy to read. Nothing was changed. "
                  "Make it shorter.", sentence=sentence[:60], n=n), "words",
            )  # fmt: skip
    known = step.icon in STEP_ICONS and step.check in CHECKS
    if not known or step.authorisation not in ("", *AUTHORISATIONS):
        raise ValueError(f"unknown picture, question or authorisation in {step.code}")
    return step


def free_code(steps: Iterable[Step]) -> str:
    """A code for one more step of the supervisor's own."""
    taken = {step.code for step in steps}
    return next(code for code in (f"own{n}" for n in range(1, 100)) if code not in taken)


def second(step: Step, steps: Sequence[Step]) -> Step:
    """A shipped step to be added: with a code of its own where the list has it already."""
    taken = {one.code for one in steps}
    return step if step.code not in taken else replace(step, code=free_code(steps))


def steps_text(steps: Iterable[Step]) -> str:
    """Steps as the file keeps them: shipped ones by code, the others whole."""
    listed = list(steps)
    if all(STEPS.get(step.code) == step for step in listed):
        return ",".join(step.code for step in listed)
    kept = [step.code if STEPS.get(step.code) == step else _whole(step) for step in listed]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_steps(text: str) -> tuple[Step, ...]:
    """The steps of `steps_text`."""
    if not text.startswith("["):
        return tuple(STEPS[code] for code in text.split(",") if code)
    return tuple(STEPS[one] if isinstance(one, str) else _step(one) for one in json.loads(text))


def own_steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Those that are not as shipped."""
    return tuple(step for step in steps if STEPS.get(step.code) != step)


def _proved(proof: Step, steps: Sequence[Step]) -> bool:
    if proof.check:
        return any(step.check == proof.check for step in steps)
    return any(step.code == proof.code for step in steps)


def _whole(step: Step) -> dict[str, Any]:
    return {
        "code": step.code, "title": step.title, "icon": step.icon,
        "sentences": list(step.sentences), "protections": [p.value for p in step.protections],
        "check": step.check, "guess_min": step.guess_min, "authorisation": step.authorisation,
    }  # fmt: skip


def _step(one: dict[str, Any]) -> Step:
    return Step(
        one["code"], one["title"], one["icon"], tuple(one["sentences"]),
        tuple(Protection(p) for p in one["protections"]), one["check"], one["guess_min"],
        one["authorisation"],
    )  # fmt: skip


def _refused(sentence: str, code: str) -> Refusal:
    return Refusal(sentence, code)
