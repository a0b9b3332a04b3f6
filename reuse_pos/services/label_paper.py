"""Labels: what each says now, printed in one run, or drawn on sheets; one not printed waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from reuse_pos.db import holds as hold_rows
from reuse_pos.db import labelling as rows
from reuse_pos.db import workshop as work_rows
from reuse_pos.db.orders import order_of_item
from reuse_pos.db.stock import item_by_id
from reuse_pos.db.store import Reader
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.item import INSIDE, Item
from reuse_pos.domain.label import LabelDoc, LabelFacts, make_label
from reuse_pos.domain.labelling import (
    APPROVED,
    MOST_COPIES,
    PRICE,
    RESERVED,
    TRACKING,
    WAITING,
    Markdown,
    ShopWords,
    label_kind,
    next_kind,
    order_facts,
    price_facts,
    refuse_untested,
    reserved_facts,
    tracking_facts,
)
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.colours import announced
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, Done, verb

if TYPE_CHECKING:
    from reuse_pos.hardware.ports import DeviceTrouble

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class PrintRun:
    """What came out of the label printer: `waiting` labels are kept; `sentence` says why, "" if all
    came out."""

    printed: int
    waiting: int
    sentence: str = ""
    trouble: str = ""


class LabelPaper(Station):
    """The labels of the shop on paper."""

    def waiting(self) -> int:
        """How many labels wait for the printer."""
        return rows.waiting_count(self.store.read())

    def label(self, item_id: Id, price_cents: int | None = None) -> LabelDoc:
        """The label a thing would get now, at a price not yet given when `price_cents` is told.

        Refuses with "test_first" a price label for a thing without its passed test, "no_price".
        """
        reader = self.store.read()
        item = known_item(item_by_id(reader, item_id))
        kind = PRICE if price_cents is not None else next_kind(item)
        return self._label(reader, item, kind, price_cents)

    def preview(self, item_id: Id, price_cents: int | None = None) -> bytes:
        """The same label as the printer burns it, as a PNG picture of 203 dots an inch."""
        from reuse_pos.hardware.label_bitmap import render_label

        picture = BytesIO()
        render_label(self.label(item_id, price_cents)).save(picture, "PNG")
        return picture.getvalue()

    def print_waiting(
        self, who: Actor, report: Report | None = None, items: Sequence[Id] = ()
    ) -> Done[PrintRun]:
        """Print the labels that wait (of `items` only, when told), in one run.

        A label printer that fails changes nothing: what came out is kept as printed, the rest waits
        and `sentence` says so. `report(done, total)` may raise to stop between two labels.
        """
        refuse_unless(who, Permission.LABEL)
        chosen = set(items)
        jobs = [
            job for job in rows.waiting_jobs(self.store.read()) if not chosen or job.item in chosen
        ]
        printed: list[tuple[rows.LabelJob, int | None]] = []
        sentence, kind = "", ""
        try:
            sentence, kind = self._print(jobs, printed, report)
        finally:
            # Labels on paper are kept as printed even when the person stops the run.
            changes = self._printed(who, printed).changes if printed else frozenset()
        run = PrintRun(
            sum(job.copies for job, _cents in printed), len(jobs) - len(printed), sentence, kind
        )
        return Done(run, changes)

    @verb("labels_printed", Permission.LABEL)
    def _printed(self, act: Act, done: Sequence[tuple[rows.LabelJob, int | None]]) -> None:
        for job, cents in done:
            act.set("label_job", {"id": job.id}, state="printed")
            if job.kind == PRICE:
                act.set("item", {"id": job.item}, last_printed_cents=cents)
        act.changed(Change.LABELS, Change.PRICES)

    def _print(
        self,
        jobs: Sequence[rows.LabelJob],
        printed: list[tuple[rows.LabelJob, int | None]],
        report: Report | None,
    ) -> tuple[str, str]:
        from reuse_pos.hardware.ports import DeviceTrouble

        printer = self.office.devices.label
        if jobs and printer is None:
            return _waiting_sentence(len(jobs), None), "absent"
        skipped = ("", "")
        for number, job in enumerate(jobs):
            if report is not None:
                report(number, len(jobs))
            # Read again: the price may have changed while earlier labels came out.
            reader = self.store.read()
            item = known_item(item_by_id(reader, job.item))
            try:
                doc = self._label(reader, item, job.kind)
            except Refusal as refusal:
                skipped = (refusal.sentence, refusal.code)
                continue
            try:
                if printer is not None:
                    printer.print([doc], job.copies)
            except DeviceTrouble as trouble:
                return _waiting_sentence(len(jobs) - number, trouble), trouble.kind.value
            printed.append((job, self._shown_cents(item)))
        return skipped

    def _label(
        self, reader: Reader, item: Item, kind: str, price_cents: int | None = None
    ) -> LabelDoc:
        category = self.office.category(item.category)
        form = label_kind(kind, category, self.office.setting("label.size"))
        shop, small = self._words(), self.office.setting("label.size") == "38x25"
        if kind == TRACKING:
            return make_label(form, _tag(reader, item, category.label, shop), small=small)
        if kind == RESERVED:
            return make_label(form, self._reserved(reader, item, shop), small=small)
        refuse_untested(item, category)
        if price_cents is None and item.markdown_on:
            cut: Markdown | None = Markdown(item.markdown_on, item.markdown_bp)
        else:
            cut, colour = announced(self.office, reader, self.clock.now())
            item = replace(item, colour=colour)
        order = work_rows.last_order_of(reader, item.id) if item.refurbished else None
        cents = item.price_cents if price_cents is None else price_cents
        done = order.done if order else ()
        return make_label(form, price_facts(item, cents, cut, done, shop), small=small)

    def _reserved(self, reader: Reader, item: Item, shop: ShopWords) -> LabelFacts:
        hold = hold_rows.hold_of_item(reader, item.id)
        if hold is None:
            raise Refusal(
                _("{code} is held for nobody. No label was printed.", code=item.short), "not_held"
            )
        return reserved_facts(item, hold.number, hold.until, hold.initials, shop)

    def _words(self) -> ShopWords:
        store = self.office.setting("store.short_name") or self.office.setting("store.name")
        return ShopWords(store, f"{business_day(self.clock.now()):%m/%Y}")

    def _shown_cents(self, item: Item) -> int | None:
        return item.price_cents if item.price_state == APPROVED else item.last_printed_cents


def _tag(reader: Reader, item: Item, kind_of_thing: str, shop: ShopWords) -> LabelFacts:
    """The workshop tag of a thing, or of a customer's own with its order."""
    order = order_of_item(reader, item.id)
    return (
        tracking_facts(item, kind_of_thing, shop)
        if order is None
        else order_facts(item, order, shop)
    )


def known_item(item: Item | None) -> Item:
    """The thing; refuses when there is none."""
    if item is None:
        raise Refusal(
            _("This object is not known. Nothing was changed. Scan its label."), "unknown"
        )
    return item


def inside_item(act: Act, item_id: Id) -> Item:
    """A thing still in the shop; refuses one that left."""
    item = known_item(item_by_id(act.tx, item_id))
    if item.state not in INSIDE:
        raise Refusal(
            _("{code} has left the shop. Nothing was changed. Look at its card.", code=item.short),
            "not_here",
        )
    return item


def drop_held(act: Act, item: Id) -> None:
    """Forget the label of a price that was not accepted."""
    job = rows.unprinted_job_of(act.tx, item, PRICE)
    if job is not None:
        act.set("label_job", {"id": job.id}, state="dropped")


def forget_answer(act: Act, item: Item) -> None:
    """Work on a thing goes on: the price asked for it is asked again; one it had before stays."""
    if item.price_state not in ("", APPROVED):
        act.set("item", {"id": item.id}, price_state="", price_cents=None)
        drop_held(act, item.id)
        act.changed(Change.PRICES)


def ask_label(
    act: Act, item: Id, kind: str, copies: int | None = None, state: str = WAITING
) -> None:
    """Put a thing's label in the printer's queue, in place of one not printed yet; without
    `copies` as many as were asked for when its price was proposed, else one."""
    before = rows.unprinted_job_of(act.tx, item, kind)
    wanted = copies if copies is not None else before.copies if before else 1
    if not 1 <= wanted <= MOST_COPIES:
        raise Refusal(_("Between 1 and {n} labels. Nothing was printed.", n=MOST_COPIES), "copies")
    act.put(
        "label_job", id=before.id if before else uuid7(act.at_ns), item=item, kind=kind,
        copies=wanted, state=state, at_ns=act.at_ns,
    )  # fmt: skip
    act.changed(Change.LABELS)


def _waiting_sentence(left: int, trouble: DeviceTrouble | None) -> str:
    waiting = ngettext("{n} label waits.", "{n} labels wait.", left)
    if trouble is None:
        return _("No label printer here. {waiting} Print them on a sheet.", waiting=waiting)
    why = {
        "paper": _("The label printer has no more labels."),
        "refused": _("The label printer says no: is it open or busy?"),
        "timeout": _("The label printer does not answer."),
        "died": _("The label printer stopped in the middle."),
    }.get(trouble.kind.value, _("The label printer is off or unplugged."))
    return _("{why} {waiting} Print again when it is ready.", why=why, waiting=waiting)
