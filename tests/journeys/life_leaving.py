"""Random lives of goods: every way out that is not a sale, and what another store sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from life_model import (
    LOAD_G,
    LOOSE,
    RECEPTION,
    THING_G,
    WHICH,
    Floor,
    S,
    Thing,
    kilos,
)

from reuse_pos.db.device import device
from reuse_pos.domain import transfer_file
from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.mass import Source
from reuse_pos.domain.outflow import ONE_TOUCH, Skip, Taker
from reuse_pos.domain.transfer_file import Sent, SentLine
from reuse_pos.services.outflow import Load, SlipFor

OTHER_STORE = 2
SLIPS = (
    SlipFor("recycler", "PAPIER"), SlipFor("gift"), SlipFor("partner", "ASSO"),
    SlipFor("disposal", "DECHETERIE"), SlipFor("transfer_out", store=OTHER_STORE),
)  # fmt: skip
GATHERED = "gathered"


@dataclass
class Paper:
    """An open slip: its things and loads (place, category, grams), in the order put on it."""

    number: str
    kind: str
    lines: list[Any] = field(default_factory=list)


class OneTouch(Floor):
    """Out by one touch, and back by one."""

    def begin(self) -> None:
        """No load left yet."""
        super().begin()
        self.gone: list[tuple[Any, str, str, int]] = []

    @precondition(lambda self: self.things)
    @rule(which=WHICH, out=st.sampled_from(ONE_TOUCH))
    def let_go(self, which: int, out: str) -> None:
        thing = self.one(which)
        assert thing is not None
        outflows, who = self.shop.outflows, self.made.supervisor
        if self.may(thing.free, lambda: outflows.let_go(who, thing.code, out, "Essai"))[0]:
            thing.goes(S.GONE)

    @precondition(lambda self: self.things)
    @rule(which=WHICH)
    def bring_back_in(self, which: int) -> None:
        thing = self.anyhow(which, lambda one: one.state is S.GONE)
        assert thing is not None
        allowed = None if thing.state is S.GONE else False
        outflows, who = self.shop.outflows, self.made.supervisor
        if self.may(allowed, lambda: outflows.take_back(who, thing.id))[0]:
            assert thing.left is not None
            thing.goes(*thing.left)

    @rule(category=st.sampled_from(LOOSE), grams=LOAD_G, place=st.sampled_from(["storage", "shop"]),
          out=st.sampled_from(ONE_TOUCH))  # fmt: skip
    def let_go_load(self, category: str, grams: int, place: str, out: str) -> None:
        outflows, who, key = self.shop.outflows, self.made.supervisor, f"stock:{place}"
        load = Load(category, kilos(grams), place)
        # What stands on an open slip is promised to it.
        allowed = None if self.enough(key, category, grams) else False
        done, entry = self.may(allowed, lambda: outflows.let_go_load(who, load, out, "Essai"))
        if done:
            self.gone.append((entry, key, category, self.take(key, category, grams)))

    @precondition(lambda self: self.gone)
    @rule(which=WHICH)
    def take_load_back(self, which: int) -> None:
        entry, place, category, grams = self.gone[which % len(self.gone)]
        outflows, who = self.shop.outflows, self.made.supervisor
        self.may(True, lambda: outflows.take_load_back(who, entry))
        self.gone.remove((entry, place, category, grams))
        self.put(place, category, grams)


class Slips(Floor):
    """Slips, skips and the lorry."""

    def begin(self) -> None:
        """A skip for paper, and who takes it."""
        super().begin()
        self.papers: list[Paper] = []
        outflows, manager = self.shop.outflows, self.made.manager
        outflows.put_taker(manager, Taker("FER", "recycler", "Fers et métaux"))
        skip = Skip("B1", "Benne", "recycling", "FERRAILLE", "HR-DIVERS", 0, "in_use", "2026-10-01")
        outflows.put_skip(manager, skip)

    @rule(asked=st.sampled_from(SLIPS))
    def open_slip(self, asked: SlipFor) -> None:
        outflows, who = self.shop.outflows, self.made.supervisor
        number = self.may(True, lambda: outflows.open(who, asked))[1].number
        self.papers.append(Paper(number, asked.kind))
        self.may(
            True,
            lambda: outflows.set_details(
                who, number, carrier="Nous", waste_code="20 01 01", treatment="R3"
            ),
        )

    @rule(touches=st.integers(1, 3))
    def move_skip(self, touches: int) -> None:
        outflows, who = self.shop.outflows, self.made.supervisor
        for _touch in range(touches):
            self.may(None, lambda: outflows.advance(who, "B1"))
        if touches == 1:
            self.may(None, lambda: outflows.step_back(who, "B1"))
            return
        done, slip = self.may(None, lambda: outflows.pick_up(who, "B1"))
        if done:
            fetched = [(GATHERED, "", 0)] if slip.grams else []
            self.papers.append(Paper(slip.number, slip.kind, list(fetched)))

    def paper(self, which: int) -> Paper:
        """One of the open slips."""
        return self.papers[which % len(self.papers)]

    @precondition(lambda self: self.papers and self.things)
    @rule(slip=WHICH, which=WHICH)
    def thing_on_slip(self, slip: int, which: int) -> None:
        paper, outflows = self.paper(slip), self.shop.outflows
        thing = self.anyhow(which, lambda one: one.free)
        assert thing is not None
        listed = any(thing in one.lines for one in self.papers)
        allowed = thing.free and not listed
        if self.may(
            allowed, lambda: outflows.scan(self.made.supervisor, paper.number, thing.code)
        )[0]:  # fmt: skip
            paper.lines.append(thing)

    @precondition(lambda self: self.papers)
    @rule(slip=WHICH, category=st.sampled_from(LOOSE), grams=LOAD_G,
          place=st.sampled_from(["storage", "shop"]))  # fmt: skip
    def load_on_slip(self, slip: int, category: str, grams: int, place: str) -> None:
        paper, outflows, key = self.paper(slip), self.shop.outflows, f"stock:{place}"
        load = Load(category, kilos(grams), place)
        allowed = None if self.enough(key, category, grams) else False
        if self.may(
            allowed, lambda: outflows.load(self.made.supervisor, paper.number, load)
        )[0]:  # fmt: skip
            paper.lines.append((key, category, grams))

    @rule(slip=WHICH)
    def gather_on_slip(self, slip: int) -> None:
        if not self.papers:
            self.open_slip(SLIPS[0])
        paper, outflows = self.paper(slip), self.shop.outflows
        found = outflows.gatherable_g(paper.number)
        _ok, grams = self.may(
            True, lambda: outflows.gather(self.made.supervisor, paper.number)
        )  # fmt: skip
        assert grams == found
        if grams:
            paper.lines.append((GATHERED, "", 0))

    @precondition(lambda self: self.papers)
    @rule(slip=WHICH, whole=st.booleans())
    def off_the_slip(self, slip: int, whole: bool) -> None:
        paper, outflows, who = self.paper(slip), self.shop.outflows, self.made.supervisor
        if whole:
            self.may(True, lambda: outflows.cancel(who, paper.number))
            self.papers.remove(paper)
            return
        if self.may(bool(paper.lines), lambda: outflows.undo(who, paper.number))[0]:
            line = paper.lines.pop()
            if line == (GATHERED, "", 0):
                paper.lines = [one for one in paper.lines if one != line]

    @precondition(lambda self: self.things)
    @rule(slip=WHICH, ticket=st.sampled_from([0, 3_000, 12_000]))
    def lorry(self, slip: int, ticket: int) -> None:
        if not self.papers:
            self.open_slip(SLIPS[slip % len(SLIPS)])
        paper, outflows = self.paper(slip), self.shop.outflows
        if not paper.lines and slip % 5:
            self.thing_on_slip(slip, slip)
        things = [one for one in paper.lines if isinstance(one, Thing)]
        loads = [one for one in paper.lines if not isinstance(one, Thing)]
        fetched = any(one[0] == GATHERED for one in loads)
        allowed: bool | None = bool(paper.lines) and all(one.free for one in things)
        allowed = None if allowed and fetched else allowed
        if not self.may(allowed, lambda: outflows.leave(self.made.supervisor, paper.number))[0]:
            return
        for place, category, grams in loads:
            if place != GATHERED:
                self.take(place, category, grams)
        for thing in things:
            thing.goes(S.TRANSFERRED if paper.kind == "transfer_out" else S.GONE)
        self.papers.remove(paper)
        if ticket:
            self._ticket(paper.number, ticket)

    def _ticket(self, number: str, grams: int) -> None:
        outflows, who = self.shop.outflows, self.made.supervisor
        self.may(True, lambda: outflows.record_ticket(who, number, "T-1", grams))
        known = outflows.slip(number)
        self.may(bool(known.to_follow_g), lambda: outflows.follow_ticket(who, number))


class OtherStore(Floor):
    """What another store sends, with its file or a paper only."""

    def begin(self) -> None:
        """Nothing is announced."""
        super().begin()
        self.reception = ""
        self.told: dict[int, Any] = {}
        self.announcements = 0

    @rule(which=WHICH, grams=THING_G, category=st.sampled_from(LOOSE), paper=st.booleans())
    def announced(self, which: int, grams: int, category: str, paper: bool) -> None:
        if self.reception:
            return
        outflows, who, self.announcements = (
            self.shop.outflows,
            self.made.reception,
            self.announcements + 1,
        )
        number = f"BT-2610-{self.announcements:04d}"
        self.told = {}
        if paper:
            slip = self.may(True, lambda: outflows.receive_paper(who, OTHER_STORE, number))[1]
            self.reception = slip.number
            return
        ours = self.one(which, lambda one: one.state is S.TRANSFERRED)
        code = ours.code if ours else make_code(CodeKind.ITEM, OTHER_STORE, 0, self.announcements)
        kind = ours.category if ours else "HR-BIBELOT"
        lines = (
            SentLine(
                code,
                kind,
                "Objet",
                grams,
                1,
                Source.SCALE.value,
                "batch" if ours and ours.batch else "item",
            ),
            SentLine("", category, "Bac", grams, 0, Source.SCALE.value),
        )
        us = device(self.made.store.read()).store
        path = self.folder / f"{number}.json"
        path.write_text(transfer_file.dump(Sent(number, OTHER_STORE, us, "2026-10-01", lines)))
        slip = self.may(True, lambda: outflows.receive(who, path))[1]
        self.may(False, lambda: outflows.receive(who, path))
        self.reception, self.told = slip.number, {1: (code, ours, kind, grams)}
        self.told[2] = ("", None, category, grams)

    @rule(grams=THING_G, what=st.sampled_from(["thing", "load", "besides", "close"]))
    def unloaded(self, grams: int, what: str) -> None:
        if not self.reception:
            self.announced(grams, grams, "HR-LIVRE", False)
        outflows, who, number = self.shop.outflows, self.made.reception, self.reception
        if what == "close":
            self.received()
            return
        if what == "besides":
            line = self.may(
                True, lambda: outflows.arrived_besides(who, number, "HR-LIVRE", kilos(grams))
            )[1]
            self.told[line.n] = ("", None, "HR-LIVRE", grams, "came")
            return
        n = 1 if what == "thing" else 2
        if n not in self.told or (n == 2 and len(self.told[2]) > 4 and not self.told.get(1)):
            return
        code, ours, kind, sent = self.told[n][:4]
        if what == "thing" and code:
            self.may(True, lambda: outflows.arrived(who, number, code))
            self.told[1] = (code, ours, kind, sent, "came")
        elif what == "load" and not code:
            self.may(True, lambda: outflows.load_arrived(who, number, 2, kilos(grams)))
            self.told[2] = ("", None, kind, grams, "came")

    def received(self) -> None:
        """The reception is closed: what came is in, what did not is missing."""
        outflows, who = self.shop.outflows, self.made.reception
        came = [one for one in self.told.values() if len(one) > 4]
        here = any(ours is not None and ours.inside for _c, ours, _k, _g, _came in came)
        allowed = bool(came) and not here
        if not self.may(allowed, lambda: outflows.close_reception(who, self.reception))[0]:
            return
        for code, ours, category, grams, _came in came:
            if not code:
                self.put(RECEPTION, category, grams)
            elif ours is not None:
                ours.goes(S.RECEIVED, grams)
            else:
                sql = "SELECT id FROM item WHERE code = ?"
                self.learn(self.made.store.read().value(sql, code), category, grams)
        self.reception = ""
