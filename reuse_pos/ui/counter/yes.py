"""The manager's yes, asked from the counter: a reduction, a typed weight, the drawer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from reuse_pos.domain.approval import DISCOUNT, DRAWER, TYPED_WEIGHT
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.pricing import DISCOUNT_REASONS, PriceKey, per_kilo_cents, reduction_cents
from reuse_pos.domain.reasons import DRAWER_REASONS, TYPED_WEIGHT_REASONS
from reuse_pos.domain.ticket_discount import reducible_cents, share_bp
from reuse_pos.domain.wording import _
from reuse_pos.services import photos
from reuse_pos.services.approvals import asked_approval
from reuse_pos.ui.approvaldialog import ApprovalDialog, ApprovalWords, ask_approval
from reuse_pos.ui.counter import words
from reuse_pos.ui.counter.model import CounterModel

Done = Callable[[str], object]


class Yes:
    """``Yes(widget, model)``: asks over the window of ``widget`` for the person of ``model``."""

    def __init__(self, widget: QWidget, model: CounterModel) -> None:
        self._widget, self._model = widget, model

    def reduction(
        self, before: Basket, after: Basket, n: int, reason: str, done: Done,
        best: Callable[[], object],
    ) -> ApprovalDialog:  # fmt: skip
        """Ask for a reduction above the limit: ``after`` is the basket it makes, ``best()`` gives
        the most the person may give alone."""
        limit = self._model.shop.counter.discount_limit_bp(self._model.actor)
        line = before.line(n) if n else None
        whole = line.full_cents if line else reducible_cents(before)
        off = after.line(n).discount_cents if n else after.discount_cents
        shares = [share_bp(one) for one in after.lines if one.discount_reason == reason]
        most = reduction_cents(whole, limit)
        percent = _percent(off * 10_000 // whole if whole else 0)
        asked = asked_approval(
            DISCOUNT, self._model.till, reason, max(shares, default=10_000),
            line.label if line else "",
        )  # fmt: skip
        item = self._thing(line) if line else None
        told = ApprovalWords(
            _("Reduction of {percent}, limit of the till: {limit}", percent=percent,
              limit=_percent(limit)),
            thing=line.label if line else _("Whole ticket"),
            code=words.short_code(line) if line else "",
            icon=words.line_icon(line) if line else "receipt",
            family=(line.family if line else "") or "neutral",
            note=_note(item) if item else "", photo=self._photo(item) if item else "",
            figures=(
                (_("Full price"), format_cents(whole)),
                (_(DISCOUNT_REASONS[reason]), format_cents(-off)),
            ),
            result=(_("The person pays"), format_cents(whole - off)),
        )  # fmt: skip
        instead = _("Give {percent}: {amount}", percent=_percent(limit),
                    amount=format_cents(whole - most))  # fmt: skip
        return ask_approval(
            self._widget, self._model.shop, self._model.actor, asked, told, done, (instead, best)
        )

    def _thing(self, line: Line) -> Item | None:
        """The labelled thing of a line."""
        return self._model.shop.stock.card(line.item).item if line.item else None

    def _photo(self, item: Item) -> str:
        """The file of its last photo; "" when there is none."""
        name = item.photo_after or item.photo
        path = photos.path_of(self._model.shop.office.folder, name) if name else None
        return str(path) if path is not None and path.exists() else ""

    def typed_weight(self, key: PriceKey, grams: int, reason: str, done: Done) -> ApprovalDialog:
        """Ask for a weight typed by hand that makes a price."""
        asked = asked_approval(TYPED_WEIGHT, self._model.till, reason, grams, key.label)
        cents = per_kilo_cents(grams, key.price_cents)
        told = ApprovalWords(
            _("A weight typed by hand makes the price"),
            thing=key.label, note=_(TYPED_WEIGHT_REASONS[reason]), icon=key.icon,
            figures=(
                (_("Weight typed"), format_grams(grams, 3)),
                (_("Price a kilo"), format_cents(key.price_cents)),
            ),
            result=(_("The person pays"), format_cents(cents)),
        )  # fmt: skip
        return ask_approval(self._widget, self._model.shop, self._model.actor, asked, told, done)

    def drawer(self, reason: str, done: Done) -> ApprovalDialog:
        """Ask to open the drawer without a sale."""
        asked = asked_approval(DRAWER, self._model.till, reason, 0)
        told = ApprovalWords(
            _("Opening the drawer without a sale"), thing=_("Drawer"),
            note=_(DRAWER_REASONS[reason]), icon="coins",
        )  # fmt: skip
        return ask_approval(self._widget, self._model.shop, self._model.actor, asked, told, done)


def _note(item: Item) -> str:
    """What helps to say yes: since when it is here, what it weighs, what is wrong with it."""
    told = []
    if item.received_on:
        day = "/".join(reversed(item.received_on.split("-")))
        told.append(_("here since {day}, {kilos}", day=day, kilos=format_grams(item.grams)))
    if item.known_defects:
        told.append(_("Known defect: {words}", words=item.known_defects))
    return "\n".join(told)


def _percent(basis_points: int) -> str:
    return f"{basis_points // 100}{NBSP}%"
