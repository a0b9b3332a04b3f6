"""What is looked at before a thing may be sold: test and safety sheets point by point, things that
are never sold, known defects in ready words, why a thing is put aside.

The points follow what the law asks of whoever puts goods on the market again; each names its
source. A shop's own rule may be stricter, never looser.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.category import Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.wording import N_, _

GENERAL_SAFETY = "Règlement (UE) 2023/988 sur la sécurité générale des produits"
LOW_VOLTAGE = "Décret 2015-1083 (sécurité du matériel électrique)"
COTS = "Décret 91-1292 (articles de puériculture), norme EN 716"
CHILDCARE = "Décret 91-1292 (articles de puériculture)"
DATA = "RGPD (UE) 2016/679, article 32"
TOYS = "Décret 2010-166 (sécurité des jouets, marquage CE)"
HELMETS = "Règlement (UE) 2016/425 (équipements de protection individuelle)"
CAR_SEATS = "Code de la route, R412-2 ; règlement ONU 129"
GAS = "Règlement (UE) 2016/426 (appareils à gaz)"
COSMETICS = "Règlement (CE) 1223/2009 (produits cosmétiques)"
MEDICINES = "Code de la santé publique, L4211-1 et L4211-2"
WEAPONS = "Code de la sécurité intérieure, L312-1 et suivants"
HYGIENE = "Code de la consommation, L421-3 (obligation de sécurité)"

NOTE_LENGTH, DEFECTS_LENGTH, NAME_LENGTH = 200, 80, 40


class Result(StrEnum):
    """How a sheet ended; an undone one counts no more."""

    PASSED = "passed"
    FAILED = "failed"
    UNDONE = "undone"


NOT_FOR_SALE = "not_for_sale"
RESULT_WORDS = {
    Result.PASSED: N_("Passed"),
    Result.FAILED: N_("Failed"),
    Result.UNDONE: N_("Undone"),
}


@dataclass(frozen=True)
class Point:
    """One thing to look at: a question answered by yes or no, what to look for, the rule it comes
    from (in French, as it is cited)."""

    code: str
    question: str
    hint: str
    icon: str
    source: str


_CABLE = Point(
    "cable", N_("Is the cable whole?"), N_("No cut, no bare wire, no burn mark."), "path",
    LOW_VOLTAGE,
)  # fmt: skip
_PLUG = Point(
    "plug", N_("Is the plug whole?"), N_("It is not loose, broken or black."), "plug", LOW_VOLTAGE
)
_CASE = Point(
    "case", N_("Is the case closed?"), N_("No hole, no missing screw, nothing wet."),
    "shield-check", LOW_VOLTAGE,
)  # fmt: skip
_POWER = Point(
    "power", N_("Does it switch on safely?"), N_("No smoke, no smell, no spark."), "lightning",
    LOW_VOLTAGE,
)  # fmt: skip
_WORKS = Point("works", N_("Does it work?"), N_("Try every button."), "seal-check", GENERAL_SAFETY)
_ERASED = Point(
    "data_erased", N_("Is all data erased?"), N_("Nothing of the person before is left."),
    "database", DATA,
)  # fmt: skip
_SOLID = Point(
    "solid", N_("Is it solid?"), N_("Pull and push. Nothing moves, nothing is missing."), "hammer",
    GENERAL_SAFETY,
)  # fmt: skip
_SHARP = Point(
    "sharp", N_("Is it smooth everywhere?"), N_("No splinter, no point, no sharp edge."),
    "hand-palm", GENERAL_SAFETY,
)  # fmt: skip
_BARS = Point(
    "bars", N_("Are the bars close together?"), N_("Between 4.5 and 6.5 cm. Use the gauge."),
    "bed", COTS,
)  # fmt: skip
_SIDES = Point("sides", N_("Are all four sides fixed?"), N_("No side slides down."), "lock", COTS)
_DEPTH = Point(
    "depth", N_("Are the sides high enough?"), N_("60 cm from the base, 50 cm with the mattress."),
    "arrows-down-up", COTS,
)  # fmt: skip
_FOLD = Point(
    "fold", N_("Does it lock when it is open?"), N_("Open it, then push. It must not fold."),
    "lock", CHILDCARE,
)  # fmt: skip
_STRAP = Point(
    "strap", N_("Do the straps hold?"), N_("Five points, or a belt and a crotch strap."), "user",
    CHILDCARE,
)  # fmt: skip
_BRAKE = Point(
    "brake", N_("Does the brake hold?"), N_("Brake it, then push. It must not roll."),
    "hand-palm", CHILDCARE,
)  # fmt: skip
_SMALL = Point(
    "small", N_("Is every small part fixed?"), N_("A child must not be able to pull one off."),
    "puzzle-piece", CHILDCARE,
)  # fmt: skip

_ELECTRIC = (_CABLE, _PLUG, _CASE, _POWER, _WORKS)
_SHEETS: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("EA-CO-LIT-BEBE", (_SOLID, _BARS, _SIDES, _DEPTH, _SHARP)),
    ("EA-CO-LIT-PARAPLUIE", (_SOLID, _FOLD, _SIDES, _SMALL)),
    ("EA-AS-CHAISE-HAUTE", (_SOLID, _STRAP, _FOLD, _SMALL)),
    ("HR-PUER", (_SOLID, _BRAKE, _STRAP, _FOLD, _SMALL)),
)
_BY_CODE = {
    point.code: point
    for points in (_ELECTRIC, (_ERASED,), *(points for _code, points in _SHEETS))
    for point in points
}


def points_for(category: Category, *, ask_data: bool = True) -> tuple[Point, ...]:
    """The points of a category's sheet, in the order they are looked at; empty when it wants none.
    `ask_data` is the shop's setting `check.data_erased`."""
    if not category.check:
        return ()
    if category.check.startswith("test_sheet"):
        asked = ask_data and "data_erased" in category.check
        return (*_ELECTRIC, _ERASED) if asked else _ELECTRIC
    return dict(_SHEETS).get(category.code, (_SOLID, _SHARP, _SMALL))


def is_electric(category: Category) -> bool:
    """Whether its sheet is a test of something that plugs in."""
    return category.check.startswith("test_sheet")


@dataclass(frozen=True)
class Sheet:
    """A check that was made: `answers` are point codes with what was said, in order; `kind` is the
    category's check or "not_for_sale"."""

    id: Id
    number: str
    item: Id
    kind: str
    day: str
    op: str
    result: Result
    answers: tuple[tuple[str, bool], ...]
    serial: str = ""
    note: str = ""

    @property
    def failed_at(self) -> str:
        """The code of the point that was answered no, "" when none was."""
        return next((code for code, yes in self.answers if not yes), "")


def verdict(points: Sequence[Point], answers: Sequence[bool]) -> Result:
    """How a sheet ends. The first no ends it: what has a bare wire is never switched on.

    Refuses, with code "points", a sheet with points left or with answers after a no.
    """
    whole = len(answers) == len(points) and all(answers)
    stopped = 0 < len(answers) <= len(points) and not answers[-1] and all(answers[:-1])
    if not points or not (whole or stopped):
        raise Refusal(
            _("The sheet is not finished. Nothing was recorded. Answer every point."), "points"
        )
    return Result.PASSED if whole else Result.FAILED


def point_words(code: str) -> str:
    """The question of a point by its code, in the reader's language; the code itself when a later
    version knows it."""
    point = _BY_CODE.get(code)
    if point is not None:
        return _(point.question)
    rule = BLOCKED.get(code)
    return code if rule is None else _(rule.title)


def point_source(code: str) -> str:
    """The rule a point comes from."""
    point = _BY_CODE.get(code)
    return "" if point is None else point.source


def answers_text(answers: Sequence[tuple[str, bool]]) -> str:
    """Answers as a row keeps them."""
    return json.dumps([[code, int(yes)] for code, yes in answers], separators=(",", ":"))


def answers_read(text: str) -> tuple[tuple[str, bool], ...]:
    """Answers of a row."""
    return tuple((str(code), bool(yes)) for code, yes in json.loads(text))


def sheet_prefix(day: str) -> str:
    """What every sheet number of the month of a business day begins with."""
    return f"F-{day[2:4]}{day[5:7]}-"


def sheet_number(day: str, counter: int) -> str:
    """The number of the nth sheet of a month: `F-2610-0001`."""
    return f"{sheet_prefix(day)}{counter:04d}"


@dataclass(frozen=True)
class Rule:
    """A kind of thing that is never sold: its words, why in one plain sentence, the rule's source,
    and where it may turn up (category prefixes or families)."""

    title: str
    sentence: str
    icon: str
    source: str
    where: tuple[str, ...]


BLOCKED = {
    "helmet": Rule(
        N_("Helmet"), N_("A used helmet may be cracked inside. It is never sold."), "hard-hat",
        HELMETS, ("ASL-", "ABJ-EPI", "JJ-ROULANT"),
    ),
    "car_seat": Rule(
        N_("Child car seat"), N_("Nobody knows if it had an accident. It is never sold."), "baby",
        CAR_SEATS, ("HR-PUER", "EA-AS-CHAISE-HAUTE"),
    ),
    "drop_side": Rule(
        N_("Cot with a sliding side"), N_("A child can get caught in it. It is never sold."),
        "bed", COTS, ("EA-CO-LIT-BEBE", "EA-CO-LIT-PARAPLUIE"),
    ),
    "gas": Rule(
        N_("Gas appliance"), N_("A gas leak can kill. We cannot test it, so it is never sold."),
        "fire", GAS, ("ASL-CAMPING", "EEE-GEMHF-FOUR", "ABJ-GROS-JARDIN", "EA-JARDIN"),
    ),
    "cosmetic": Rule(
        N_("Opened cosmetics"), N_("Once opened, they may carry germs. They are never sold."),
        "drop", COSMETICS, ("HR-DIVERS", "HR-BIBELOT"),
    ),
    "medicine": Rule(
        N_("Medicines"), N_("Only a pharmacy may handle them. They are never sold."), "pill",
        MEDICINES, ("HR-DIVERS", "HR-PUER"),
    ),
    "weapon": Rule(
        N_("Weapon"), N_("The law forbids us to sell it. Call your supervisor."), "prohibit",
        WEAPONS, ("HR-DIVERS", "HR-BIBELOT", "ASL-SPORT", "ABJ-OUTIL"),
    ),
    "no_ce": Rule(
        N_("Toy without CE mark"), N_("Without the CE mark it is not known to be safe."),
        "seal-check", TOYS, ("JJ-",),
    ),
    "bedbugs": Rule(
        N_("Bedbugs"), N_("They would spread to other homes. Close it in a bag."), "bug",
        HYGIENE, ("EA-AS-CANAPE", "EA-AS-FAUTEUIL", "EA-AS-POUF", "EA-CO-", "EA-DT-"),
    ),
    "soiled": Rule(
        N_("Soiled mattress"), N_("Stained or wet, it is not clean enough. It is never sold."),
        "mattress", HYGIENE, ("EA-CO-MATELAS", "EA-CO-SOMMIER-TAP", "EA-CO-COUETTE"),
    ),
}  # fmt: skip


def blocked_in(category: Category) -> tuple[str, ...]:
    """The codes of what is never sold and may turn up in this category: asked before its way."""
    return tuple(code for code, rule in BLOCKED.items() if category.code.startswith(rule.where))


def refuse_blocked(code: str) -> None:
    """Refuses, with code "not_for_sale", to sell or repair what the rule of that code forbids."""
    rule = BLOCKED.get(code)
    if rule is None:
        return
    raise Refusal(
        _(
            "{title}: {why} Nothing was changed. Recycle it or throw it away.",
            title=_(rule.title),
            why=_(rule.sentence),
        ),
        NOT_FOR_SALE,
        rule=code,
    )


class Aside(StrEnum):
    """Why a thing is put aside."""

    TO_CHECK = "to_check"
    RECALL = "recall"
    BEDBUGS = "bedbugs"
    DATA = "data"


ASIDE = {
    Aside.TO_CHECK: (N_("To be checked"), "eye"),
    Aside.RECALL: (N_("Maybe recalled"), "warning"),
    Aside.BEDBUGS: (N_("Bedbugs"), "bug"),
    Aside.DATA: (N_("Data to erase"), "database"),
}

_ANY = ("scratched", "stained", "part_missing")
DEFECTS = {
    "scratched": (N_("scratched"), "sanding-block"),
    "stained": (N_("stained"), "drop"),
    "part_missing": (N_("one part missing"), "puzzle-piece"),
    "glued": (N_("glued leg"), "hammer"),
    "chipped": (N_("chipped"), "sparkle"),
    "stiff_drawer": (N_("stiff drawer"), "dresser"),
    "wobbly": (N_("a little wobbly"), "table"),
    "hole": (N_("small hole"), "circle-dashed"),
    "button": (N_("button missing"), "dots-three-circle"),
    "zip": (N_("hard zip"), "arrows-down-up"),
    "faded": (N_("faded"), "sun"),
    "lid": (N_("without lid"), "cooking-pot"),
    "cracked": (N_("cracked"), "vase"),
    "written": (N_("notes inside"), "note-pencil"),
    "pages": (N_("page missing"), "book"),
    "box": (N_("without box"), "package"),
    "manual": (N_("without manual"), "receipt"),
    "battery": (N_("weak battery"), "lightning"),
    "noisy": (N_("noisy"), "speaker-high"),
    "rusty": (N_("rust"), "paint-roller"),
    "flat": (N_("tyre to change"), "bicycle"),
}
_DEFECTS_OF = {
    "meubles": (*_ANY, "glued", "chipped", "stiff_drawer", "wobbly", "hole"),
    "textile": ("stained", "hole", "button", "zip", "faded"),
    "vaisselle": (*_ANY, "chipped", "cracked", "lid"),
    "livres_medias": ("stained", "scratched", "written", "pages", "box"),
    "jouets": (*_ANY, "box", "manual", "battery"),
    "electro": (*_ANY, "manual", "battery", "noisy"),
    "bricolage": (*_ANY, "rusty", "box", "manual"),
    "sport": (*_ANY, "rusty", "flat", "hole"),
    "deco_divers": (*_ANY, "chipped", "cracked", "glued", "faded"),
}


def defects_of(family: str) -> tuple[str, ...]:
    """The codes of the defects offered for a family, at most eight."""
    return _DEFECTS_OF.get(family, _ANY)


def defect_words(codes: Sequence[str], own_words: str = "") -> str:
    """What labels and tickets say of the defects: ready words in the table's order, then the
    person's own.

    A buyer told of a defect has no guarantee for it (Code de la consommation L217-8): refuses, with
    code "too_long", what would not be printed whole.
    """
    said = [_(word) for code, (word, _icon) in DEFECTS.items() if code in codes]
    own = " ".join(own_words.split())
    text = ", ".join([*said, own] if own else said)
    if len(text) > DEFECTS_LENGTH or not text.isprintable():
        raise Refusal(
            _(
                "These words are too long for a label. Nothing was changed. "
                "Use at most {n} letters.",
                n=DEFECTS_LENGTH,
            ),
            "too_long",
        )
    return text


def defects_known(text: str) -> tuple[tuple[str, ...], str]:
    """The codes of the ready words in a text, and what else it says."""
    codes, rest = [], []
    ready = {_(word): code for code, (word, _icon) in DEFECTS.items()}
    for part in (one.strip() for one in text.split(",")):
        if part in ready:
            codes.append(ready[part])
        elif part:
            rest.append(part)
    return tuple(codes), ", ".join(rest)


def one_line(text: str, most: int) -> str:
    """Typed words on one line; refuses, with code "text", what is too long or cannot be printed."""
    words = " ".join(text.split())
    if len(words) > most or not words.isprintable():
        raise Refusal(
            _("This text is too long. Nothing was changed. Use at most {n} letters.", n=most),
            "text",
        )
    return words
