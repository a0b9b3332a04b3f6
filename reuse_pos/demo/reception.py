"""The demo's door: donations weighed crate by crate, furniture labelled, a van counted."""

from __future__ import annotations

from reuse_pos.demo.goods import COMMUNES, CRATES, FURNITURE, ORIGINS
from reuse_pos.demo.life import Life
from reuse_pos.domain.ids import Id

GREEN_CRATE = ("R-VERT", 1800)
VAN = {"EA-AS-CHAISE-BOIS": 4, "EA-PP-TABLE-BOIS": 1, "EA-CO-LIT": 1, "TLC-VRAC:bag": 5,
       "HR-LIVRE:box": 3, "HR-VAISSELLE:box": 2}  # fmt: skip


def donation(life: Life) -> None:
    """Somebody brings things: one to four loads, now and then a piece of furniture."""
    who, intake = life.people["reception"], life.shop.intake
    origin = life.pick(ORIGINS)
    here = intake.open_intake(who, origin, life.pick(COMMUNES)).value
    for _load in range(life.chance.randint(1, 4)):
        _crate(life, here.id)
    if life.chance.random() < 0.42:
        _furniture(life, here.id)
    if life.chance.random() < 0.04:
        intake.refuse(who, here.id, life.chance.choice(("broken", "dirty")), "meubles")
        life.count("refusals")
    if life.chance.random() < 0.05:
        weighing = life.on_scale(life.chance.randint(3000, 12000))
        intake.recycle(who, here.id, "EEE-PAM", weighing, "ECOLOGIC")
    if life.chance.random() < 0.04:
        intake.undo_last(who, here.id)
        _crate(life, here.id)
    intake.close(who, here.id, slip=life.chance.random() < 0.1)
    life.count("donations")


def van(life: Life) -> None:
    """The van comes back from its round: things are counted, labels come in one run."""
    who, intake = life.people["reception"], life.shop.intake
    here = intake.open_intake(who, "home_pickup", "35024", None, "Camion").value
    counts = {code: max(1, n + life.chance.randint(-1, 1)) for code, n in VAN.items()}
    counted = intake.record_count(who, here.id, counts).value
    life.count("labelled", len(counted.items))
    intake.close(who, here.id)
    life.count("donations")


def _crate(life: Life, intake: Id) -> None:
    what, low, high = life.pick([((code, a, b), often) for code, a, b, often in CRATES])
    container, tare = (None, 0) if life.chance.random() < 0.3 else GREEN_CRATE
    weighing = life.on_scale(life.chance.randint(low, high), tare, container)
    life.shop.intake.weigh(life.people["reception"], intake, what, weighing)
    life.count("crates")


def _furniture(life: Life, intake: Id) -> None:
    category, names, low, high = life.chance.choice(FURNITURE)
    weighing = life.on_scale(life.chance.randint(low, high))
    condition = life.pick((("good", 5), ("worn", 4), ("broken", 2)))
    name = life.chance.choice(names)
    life.shop.intake.add_item(life.people["reception"], intake, category, weighing, name, condition)
    life.count("labelled")
