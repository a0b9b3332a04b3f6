"""Quotes for paid clearances: made for a stop of the agenda, printed, accepted; then they are its
fee."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reuse_pos.db import agenda as stops
from reuse_pos.db import quotes as rows
from reuse_pos.db import reference
from reuse_pos.domain import agenda as van
from reuse_pos.domain import quotes as rules
from reuse_pos.domain.agenda import Stop
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.quotes import Quote
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

__all__ = ["Quote", "Quotes"]

_PRICES = {
    "hours": "quote.hour_cents", "volume": "quote.m3_cents", "floors": "quote.floor_cents",
    "waste": "quote.waste_cents",
}  # fmt: skip


class Quotes(Station):
    """The quotes of the van's stops. Every verb needs the right to plan rounds; amounts are
    cents."""

    def prices(self) -> dict[str, int]:
        """What one hour, cubic metre, floor and 100 kg of waste cost, as the shop set them."""
        return {kind: self.office.number(key) for kind, key in _PRICES.items()}

    def quote_of(self, stop: Id) -> Quote | None:
        """The newest quote of a stop."""
        return rows.quote_of(self.store.read(), stop)

    @verb("quote_made", Permission.PLAN_ROUNDS)
    def make(self, act: Act, stop_id: Id, wanted: Mapping[str, int]) -> Quote:
        """Make the quote of a planned clearance, or write the open one again: `wanted` is {kind:
        tenths}, at today's prices. Refuses other stops, an empty quote, one answered already."""
        stop = self._clearance(act, stop_id)
        ceiling = self.office.number("price.ceiling_cents")
        lines = rules.checked_lines(wanted, self.prices(), ceiling)
        before = rows.quote_of(act.tx, stop_id)
        if before is not None and before.state == rules.ACCEPTED:
            rules.refuse_unless_open(before)
        again = before if before is not None and before.is_open else None
        prefix = f"DV{act.day[2:4]}-"
        number = f"{prefix}{rows.last_number(act.tx, prefix) + 1:05d}"
        days = self.office.number("quote.days")
        made = Quote(
            again.id if again else uuid7(act.at_ns), again.number if again else number, stop_id,
            stop.initials, stop.commune, lines, rules.total(lines), rules.DRAFT, act.day,
            rules.valid_until(business_day(act.now), days),
        )  # fmt: skip
        act.put("quote", **{**made.__dict__, "lines": rules.dump(lines)})
        act.changed(Change.AGENDA)
        return made

    @verb("quote_sent", Permission.PLAN_ROUNDS)
    def send(self, act: Act, quote_id: Id) -> None:
        """Note that the quote was handed over or sent."""
        quote = self._open(act, quote_id)
        act.set("quote", {"id": quote.id}, state=rules.SENT)
        act.changed(Change.AGENDA)

    @verb("quote_accepted", Permission.PLAN_ROUNDS)
    def accept(self, act: Act, quote_id: Id) -> int:
        """The person agrees: the quote becomes the fee of its stop, in cents; refuses one out of
        date, and a stop whose fee is paid or that is over."""
        quote = self._open(act, quote_id)
        rules.refuse_if_over(quote, business_day(act.now))
        stop = self._clearance(act, quote.appointment)
        act.set("quote", {"id": quote.id}, state=rules.ACCEPTED)
        act.set("appointment", {"id": stop.id}, fee_cents=quote.total_cents, fee_reason="QUOTE")
        act.changed(Change.AGENDA)
        return quote.total_cents

    @verb("quote_refused", Permission.PLAN_ROUNDS)
    def refuse(self, act: Act, quote_id: Id) -> None:
        """The person does not agree; the stop keeps its fee."""
        quote = self._open(act, quote_id)
        act.set("quote", {"id": quote.id}, state=rules.REFUSED)
        act.changed(Change.AGENDA)

    def pdf(self, quote_id: Id, folder: Path) -> Path:
        """Write a quote as an A4 PDF with the name and address while they are kept; refuses a
        folder that cannot be written."""
        from reuse_pos.reports.quote_pdf import QuotePaper, write_quote

        reader = self.store.read()
        quote = _known(rows.quote(reader, quote_id))
        stop, who = stops.stop(reader, quote.appointment), stops.visited(reader, quote.appointment)
        town = reference.communes(reader).get(quote.commune, "")
        told = [who.name, who.address, who.phone] if who else [quote.initials, town]
        paper = QuotePaper(
            [self.office.setting(f"store.{key}") for key in ("name", "address", "phone")],
            [line for line in told if line],
            _stop_words(stop, town) if stop else town,
            self.office.setting("vat.sentence"),
        )
        path = folder / f"devis-{quote.number}.pdf"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_quote(path, quote, paper)
        except OSError as trouble:
            raise Refusal(
                _("The file cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
        return path

    def _open(self, act: Act, quote_id: Id) -> Quote:
        quote = _known(rows.quote(act.tx, quote_id))
        rules.refuse_unless_open(quote)
        return quote

    def _clearance(self, act: Act, stop_id: Id) -> Stop:
        stop = stops.stop(act.tx, stop_id)
        if stop is None or stop.kind != van.CLEARANCE or stop.state != van.PLANNED:
            raise Refusal(
                _("Quotes are for clearances still to come. Nothing was changed."), "stop"
            )
        if stop.fee_doc is not None:
            raise Refusal(_("The fee of this stop is already paid. Nothing was changed."), "paid")
        return stop


def _stop_words(stop: Stop, town: str) -> str:
    floor = van.floor_words(stop.floor, lift=stop.lift)
    parts = (_(van.KINDS[stop.kind][0]), stop.goods, town, floor)
    return " · ".join(part for part in parts if part)


def _known(quote: Quote | None) -> Quote:
    if quote is None:
        raise Refusal(_("This quote is no longer there. Nothing was changed."), "gone")
    return quote
