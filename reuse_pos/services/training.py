"""The shop where one learns: its own file, its own till and journal; nothing is sold there.

Lists, settings and people are the real shop's, taken over each time somebody begins; example things
stand on its shelves. Its journal is kept for good and checked like the real ones, and none of its
figures is in any report, for no report reads its file (decree and BOI-TVA-DECLA-30-10-30: training
records are told apart, kept and archived).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.db import checks, device, highwater, reference
from reuse_pos.db import journal as journal_rows
from reuse_pos.db import training as rows
from reuse_pos.db.apply import record
from reuse_pos.db.checks import Found
from reuse_pos.db.folder import TrainingFolder
from reuse_pos.db.stock import item_by_code
from reuse_pos.db.store import Reader, Store
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import read_scan
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.paper import Barcode, Columns, Cut, Element, Feed, ReceiptDoc, Rule, Text
from reuse_pos.domain.practice import (
    BEFORE_FIRST_CODE,
    PRACTICE_DEVICE,
    PRACTICE_STORE,
    is_practice,
)
from reuse_pos.domain.roles import SYSTEM, Actor, Permission, refuse_unless
from reuse_pos.domain.settings import BY_KEY
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.head import TRAINING_SUFFIX
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.records import Jet
from reuse_pos.fiscal.verdict import Expectation, Finding, Verdict
from reuse_pos.fiscal.verify import verify
from reuse_pos.services.events import note, open_tills
from reuse_pos.services.office import Office, Station
from reuse_pos.services.practice_papers import practice_devices
from reuse_pos.services.printing import print_doc
from reuse_pos.services.setup import first_record
from reuse_pos.services.shop import Shop
from reuse_pos.services.tickets import shop_header
from reuse_pos.services.verb import Act, verb

if TYPE_CHECKING:
    from reuse_pos.domain.category import Category
    from reuse_pos.services.opening_stock import OpeningLine

ENOUGH_THINGS = 6
THINGS = 12
USUAL_GRAMS, USUAL_CENTS = 1000, 500


@dataclass(frozen=True)
class TrainingFacts:
    """The file of the shop where one learns: its path, its till, and how many records it holds."""

    path: str
    till: str
    records: int


class Training(Station):
    """Beginning and ending to learn."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._shop: Shop | None = None
        self._on = False

    @property
    def on(self) -> bool:
        """Whether somebody is learning now."""
        return self._on

    def start(self, who: Actor) -> Shop:
        """The shop where one learns, made the first time; the real journal says who began.

        Slow the first time (a second). Refuses without the right to sell, and within itself.
        """
        refuse_unless(who, Permission.SELL)
        if self.office.training:
            raise Refusal(_("You are learning already. Nothing was changed."), "training")
        if self._shop is None:
            self._shop = Shop(self._opened())
        practice = self._shop.office
        practice.devices = practice_devices(self.office.devices)
        self._take_over(practice)
        if rows.on_sale(practice.store.read()) < ENOUGH_THINGS:
            self._put_things(practice)
        if not self._on:
            self._begun(who)
            self._on = True
        return self._shop

    def stop(self, who: Actor) -> None:
        """Back to the real shop; its journal says so."""
        if self._on:
            self._on = False
            self._ended(who)

    def begin_again(self, who: Actor) -> None:
        """Put example things on the shelves once more; journal and figures go on."""
        refuse_unless(who, Permission.SELL)
        if self._shop is not None:
            self._put_things(self._shop.office)

    def wrong_shop(self, raw: str, *, learning: bool) -> str:
        """Why a scanned code cannot be meant here, in a sentence: a real thing while one learns, an
        example thing otherwise; "" when it may be."""
        if not learning:
            told = _("This code is for learning. Nothing was changed. Scan the thing’s own label.")
            return told if is_practice(raw) else ""
        try:
            code = read_scan(raw)
        except Refusal:
            return ""
        if not code.is_thing or is_practice(raw):
            return ""
        if item_by_code(self.store.read(), code) is None:
            return ""
        return _(
            "Practice: {code} is a real thing of the shop. Nothing was changed. Scan a practice "
            "code.",
            code=code.short,
        )

    def paper(self) -> ReceiptDoc:
        """The codes of the example things, to be scanned while one learns."""
        shop = self._shop
        if shop is None:
            raise Refusal(_("Nobody is learning. Nothing was printed."), "training")
        header = shop_header(shop.office)
        elements: list[Element] = [
            Text(header.name, "center", bold=True),
            Text(_("Practice codes"), "center", bold=True),
            Rule(),
        ]
        for code, label, cents in rows.practice_things(shop.office.store.read())[:THINGS]:
            elements += [Columns(label, format_cents(cents), money=True), Barcode(code), Feed()]
        return ReceiptDoc((*elements, Cut()), _("Practice codes"))

    def print_codes(self) -> str:
        """Print the practice codes; returns "" or the kind of trouble."""
        shop = self._shop
        return "none" if shop is None else print_doc(shop.office, self.paper())

    def codes_pdf(self, path: Path) -> Path:
        """The practice codes as a file, for a shop without till printer."""
        from reuse_pos.hardware.receipt_pdf import write_receipt_pdf
        from reuse_pos.services.practice_papers import marked

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_receipt_pdf(marked(self.paper()), path)
        except OSError as trouble:
            raise Refusal(
                _("The file {path} cannot be written. Nothing was changed. Choose another folder.",
                  path=str(path)), "file",
            ) from trouble  # fmt: skip
        return path

    def facts(self) -> TrainingFacts | None:
        """What there is of it on this computer; None where nobody ever learned."""
        path = self.office.folder.training
        if self.office.training or not path.exists():
            return None
        try:
            with _looking(path) as store:
                reader = store.read()
                till = next(iter(journal_rows.heads(reader)), "")
                return TrainingFacts(str(path), till, checks.counts(reader)["fiscal_record"])
        except Refusal:
            # The doctor says what is wrong with it.
            return TrainingFacts(str(path), "", 0)

    def close(self) -> None:
        """Close its file."""
        if self._shop is not None:
            self._shop.close()
            self._shop = None

    @verb("training_begun", Permission.SELL)
    def _begun(self, act: Act) -> None:
        note(act, self.office, Jet.TRAINING_ON)

    @verb("training_ended", Permission.SELL)
    def _ended(self, act: Act) -> None:
        note(act, self.office, Jet.TRAINING_OFF)

    def _opened(self) -> Office:
        real = self.office
        folder = TrainingFolder(real.folder.root)
        if not folder.database.exists():
            self._make(folder)
        office = Office(_store(folder.database), real.clock, folder, real.keys, training=True)
        # The real shop's way to print, whichever it is by then.
        office.later = lambda job: real.later(job)
        return office

    def _make(self, folder: TrainingFolder) -> None:
        """A new file, complete before it gets its name."""
        from reuse_pos.db.engine import create_or_update

        draft = folder.database.with_suffix(".part")
        draft.unlink(missing_ok=True)
        create_or_update(draft)
        store = Store(draft)
        try:
            with store.transaction() as tx:
                device.begin(tx, PRACTICE_STORE, PRACTICE_DEVICE)
                act = Act(tx, SYSTEM, self.clock.now())
                act.put("code_counter", device=PRACTICE_DEVICE, last=BEFORE_FIRST_CODE)
                self._take_lists(act, store)
                self._open_till(act)
                record(tx, "training_made", act.at_ns, act.day, SYSTEM.op, act.payload)
        finally:
            store.close()
        draft.replace(folder.database)

    def _open_till(self, act: Act) -> None:
        till = open_tills(self.store.read())[0] + TRAINING_SUFFIX
        key = SigningKey.generate()
        self.office.keys.save(key)
        sealed, head = first_record(act, self._settings(), till, key)
        act.put("till", till=till, number=1, name=_("Practice till"), head=json.dumps(head.dump()))
        act.payload.journal.append({name: getattr(sealed, name) for name in sealed.__slots__})

    def _take_over(self, practice: Office) -> None:
        """What changed in the real shop since somebody learned last."""
        with practice.store.transaction() as tx:
            act = Act(tx, SYSTEM, self.clock.now())
            self._take_lists(act, practice.store)
            rows.copy_people(self.store.read(), tx)
            if not act.payload.is_empty():
                record(tx, "training_refreshed", act.at_ns, act.day, SYSTEM.op, act.payload)
        practice.forget()

    def _take_lists(self, act: Act, store: Store) -> None:
        for table, values in rows.changed_rows(self.store.read(), store.read()):
            act.put(table, **values)
        present = reference.setting_values(store.read(), act.day)
        for key, value in self._settings().items():
            if present.get(key, BY_KEY[key].default) != value:
                act.put("setting", key=key, scope="store", value=value, valid_from=act.day,
                        set_by=SYSTEM.op)  # fmt: skip

    def _settings(self) -> dict[str, str]:
        """The real shop's, but for its names and codes: no paper may be taken for a real one."""
        today = business_day(self.clock.now()).isoformat()
        known = reference.setting_values(self.store.read(), today)
        values = {key: known.get(key, one.default) for key, one in BY_KEY.items()}
        word = _("PRACTICE")
        return values | {
            "store.number": str(PRACTICE_STORE),
            "store.name": f"{word} – {values['store.name']}"[:500],
            "store.short_name": word,
        }

    def _put_things(self, practice: Office) -> None:
        from reuse_pos.services.opening_stock import OpeningStock

        OpeningStock(practice).opening_stock(SYSTEM, _things(practice))
        with practice.store.transaction() as tx:
            act = Act(tx, SYSTEM, self.clock.now())
            # Their codes come out on one paper.
            for job in rows.waiting_labels(tx):
                act.set("label_job", {"id": job}, state="printed")
            record(tx, "training_labelled", act.at_ns, act.day, SYSTEM.op, act.payload)


def practice_verdict(office: Office) -> Verdict | None:
    """The journal of the shop where one learns, from end to end; None where nobody ever learned."""
    folder = TrainingFolder(office.folder.root)
    if office.training or not folder.database.exists():
        return None
    try:
        with _looking(folder.database) as store:
            reader = store.read_damaged()
            with reader.steady():
                return verify(checks.records(reader), _expected(folder, reader))
    except Exception as trouble:  # noqa: BLE001 - a damaged practice file is named, and hides no real one
        found = Finding(TRAINING_SUFFIX, 0, "unreadable", f"{type(trouble).__name__}: {trouble}")
        return Verdict(False, 0, 1, (found,), {})


def practice_findings(office: Office) -> Iterator[Found]:
    """What does not hold in the file of the shop where one learns: its journal and its facts."""
    verdict = practice_verdict(office)
    if verdict is None:
        return
    for one in verdict.findings:
        yield Found(f"training_{one.code}", f"till {one.till} record {one.seq}", one.detail)
    if not verdict.heads:
        return
    with _looking(office.folder.training) as store:
        reader = store.read_damaged()
        for found in (*checks.file_integrity(reader), *checks.facts(reader), *checks.sales(reader)):
            yield Found(f"training_{found.check}", found.place, found.detail)


def _expected(folder: TrainingFolder, reader: Reader) -> Expectation:
    mark = highwater.read(folder.high_water)
    return checks.expectation(reader, {} if mark is None else mark.tills)


def _store(path: Path) -> Store:
    """The file, brought to this version first where another one made it."""
    try:
        return Store(path)
    except Refusal as refusal:
        if refusal.code != "older":
            raise
    from reuse_pos.db.engine import create_or_update

    create_or_update(path)
    return Store(path)


@contextmanager
def _looking(path: Path) -> Iterator[Store]:
    store = Store(path, read_only=True)
    try:
        yield store
    finally:
        store.close()


def _things(practice: Office) -> list[OpeningLine]:
    """Example things, one a category, from as many families as there are."""
    from reuse_pos.services.opening_stock import OpeningItem, OpeningLine

    prices = reference.grid_prices(practice.store.read())
    by_family: dict[str, list[Category]] = {}
    # What the shop has a price for is what it sells most.
    known = sorted(practice.categories().values(), key=lambda one: one.code not in prices)
    for one in known:
        if not one.is_service and not one.check and one.unit_item:
            by_family.setdefault(one.family, []).append(one)
    chosen: list[Category] = []
    while len(chosen) < THINGS and any(by_family.values()):
        chosen += [some.pop(0) for some in by_family.values() if some]
    return [
        OpeningLine(one.code, items=(OpeningItem(
            one.label, one.mean_weight_g or USUAL_GRAMS, prices.get(one.code, USUAL_CENTS), "good",
        ),))
        for one in chosen[:THINGS]
    ]  # fmt: skip
