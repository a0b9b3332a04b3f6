"""How the counter says what is in the basket, in the shop's words."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.ids import short_form
from reuse_pos.domain.mass import Source, format_grams
from reuse_pos.domain.money import NBSP, format_cents, plain_cents, short_cents
from reuse_pos.domain.orders import CustomerOrder, Stage
from reuse_pos.domain.pricing import DISCOUNT_REASONS, KEY_PAGES, PriceKey
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.ui.tokens import FAMILY_ICONS
from reuse_pos.ui.widgets import LineView

PAGES = KEY_PAGES
LONG_NAME = 36


def per_kilo(cents: int) -> str:
    """`500` → "5,00 €/kg"."""
    return f"{plain_cents(cents)}{NBSP}€/kg"


def order_words(order: CustomerOrder) -> tuple[tuple[str, str], str]:
    """What a scanned piece with an order says: title and reason, and the key that leads to its
    payment ("" while there is nothing to pay)."""
    if order.state is Stage.READY:
        title = _("{number} is ready for {who}", number=order.number, who=order.initials)
        rest = _("{amount} left to pay. Nothing was added.", amount=format_cents(order.rest_cents))
        return (title, rest), _("It is this person")
    if order.state is Stage.ACCEPTED:
        title = _("{number}: still in the workshop", number=order.number)
        return (title, _("Promised for {day}. Nothing was added.", day=day_month(order.due_on))), ""
    title = _("{number}: a quote was given", number=order.number)
    until = _(
        "Valid until {day}. Nothing was added. Open the orders.", day=day_month(order.valid_until)
    )
    return (title, until), ""


def key_note(key: PriceKey) -> str:
    """The second line of a price key."""
    if key.unit == "open":
        return _("Type the price")
    if key.unit == "free":
        return _("Free price")
    if key.lot_qty and key.lot_cents is not None:
        return _("{n} for {price}", n=key.lot_qty, price=short_cents(key.lot_cents))
    return per_kilo(key.price_cents) if key.unit == "kg" else format_cents(key.price_cents)


def percent_off(line: Line) -> str:
    """ "−20 %" when the reduction is a whole percentage, else "−3,50 €"."""
    share = line.discount_cents * 100
    if line.full_cents and share % line.full_cents == 0:
        return f"−{share // line.full_cents}{NBSP}%"
    return format_cents(-line.discount_cents)


def measure(line: Line) -> str:
    """ "1,840 kg × 5,00 €/kg" or "3 × 1,00 €"; "" for one labelled thing."""
    if line.unit == "g":
        text = f"{format_grams(line.qty, 3)} × {per_kilo(line.unit_cents)}"
        return f"{text} · {_('typed')}" if line.weight_src is Source.TYPED else text
    if line.qty == 1 and (line.code or line.kind not in ("goods", "service")):
        return ""
    return f"{line.qty} × {format_cents(line.unit_cents)}"


def details(line: Line, compact: bool) -> str:
    """What stands after the code: measure, reduction, test."""
    parts = [measure(line)]
    if line.discount_cents:
        words = percent_off(line)
        named = not compact and line.discount_reason in DISCOUNT_REASONS
        parts.append(f"{_reason(line)} {words}" if named else words)
    elif line.comment:
        parts.append(line.comment)
    elif line.tested_on:
        day, month = line.tested_on[8:10], line.tested_on[5:7]
        parts.append(_("tested on {date}", date=f"{day}/{month}"))
    return " · ".join(part for part in parts if part)


def told(line: Line) -> str:
    """What to say of the chosen line: its known defects, and the lowest price of the thirty days
    before an announced reduction (C. conso. L112-1-1)."""
    said = []
    if line.known_defects:
        said.append(_("Known defect: {words}", words=line.known_defects))
    if line.discount_cents and line.lowest_cents is not None:
        said.append(_("Lowest price of 30 days: {price}", price=format_cents(line.lowest_cents)))
    if line.sale_days:
        said.append(line.sale_days)
    return " · ".join(said)


def short_code(line: Line) -> str:
    """The code people read on a label: "R-004812"; "" for a line without one."""
    return short_form(line.code) if line.code else ""


def view(line: Line, compact: bool = False) -> LineView:
    """A line as the basket shows it."""
    return LineView(
        line.label, format_cents(line.total_cents), line_icon(line), line.family,
        short_code(line), details(line, compact),
        format_cents(line.full_cents) if line.discount_cents else "",
        line.qty if line.unit != "g" else 1,
    )  # fmt: skip


def line_icon(line: Line) -> str:
    """A weighed bag shows its goods, not the scale."""
    return FAMILY_ICONS.get(line.family, line.icon) if line.unit == "g" else line.icon


def short(line: Line) -> str:
    """A line in a few words: "Livre × 3", "Textile 1,840 kg", "Fauteuil (−20 %)"; a very long name
    loses its end, never its number."""
    words = line.label if len(line.label) <= LONG_NAME else f"{line.label[:LONG_NAME].rstrip()}…"
    if line.unit == "g":
        words += f" {format_grams(line.qty, 3)}"
    elif line.qty > 1:
        words += f" × {line.qty}"
    return f"{words} ({percent_off(line)})" if line.discount_cents else words


def objects(basket: Basket) -> str:
    """ "12 objets"."""
    return ngettext("{n} object", "{n} objects", basket.pieces)


def reused(basket: Basket) -> str:
    """ "18,6 kg réemployés"."""
    return _("{kilos} reused", kilos=format_grams(basket.reused_g))


def reductions(basket: Basket) -> str:
    """What all reductions together are called."""
    reasons = {line.discount_reason for line in basket.lines if line.discount_cents}
    if len(reasons) == 1:
        return _(DISCOUNT_REASONS.get(reasons.pop() or "", N_("Reductions")))
    return _("Reductions")


def guaranteed(lines: Sequence[Line]) -> str:
    """The things of a basket that carry the legal guarantee, in words; "" for none."""
    things = [line.label for line in lines if line.guarantee]
    names = list(dict.fromkeys(things))
    if not names:
        return ""
    if len(names) > 2:
        return ngettext(
            "{n} object with a 2-year guarantee", "{n} objects with a 2-year guarantee", len(things)
        )
    if len(names) == 2:
        return _("{one} and {other}: 2-year guarantee", one=names[0], other=names[1])
    return _("{one}: 2-year guarantee", one=names[0])


def guarantee_reason(family: str) -> str:
    """Why the receipt is printed: "meubles : garantie légale"."""
    return _("{family}: legal guarantee", family=_(FAMILIES.get(family, N_("Goods"))).lower())


def _reason(line: Line) -> str:
    return _(DISCOUNT_REASONS[line.discount_reason or ""]).lower()


def day_month(iso: str) -> str:
    """`2026-10-15` → "15/10"."""
    return f"{iso[8:10]}/{iso[5:7]}"
