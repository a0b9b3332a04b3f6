"""What a count did not find, with photos: the paper of the second walk through the shelves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.stocktake import COUNTED_PLACES, Count
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.reports.page import FOOT, HEIGHT, MARGIN, SOFT, WIDTH, Sheet, Style, fitted

HIGH, PICTURE = 92, 76


@dataclass(frozen=True)
class MissingThing:
    """A thing that was not seen, the name of its kind, where its photo lies."""

    item: Item
    kind: str
    photo: Path | None


def write_missing_list(path: Path, shop: str, count: Count, things: Sequence[MissingThing]) -> None:
    """Write the list as an A4 PDF: picture, name, code, spot, price, and a box to tick."""
    place = _(COUNTED_PLACES[count.place])
    title = _("To look for: {place}", place=", ".join(one for one in (place, count.spot) if one))

    def foot(sheet: Sheet, page: int) -> None:
        sheet.text(MARGIN, FOOT + 22, f"{shop} · {count.number}", Style(11, 400, SOFT))
        sheet.text(WIDTH - MARGIN, FOOT + 22, str(page), Style(11, 400, SOFT), "right")

    sheet = Sheet(title, shop, _("Stock-take"), foot)
    sheet.logo(MARGIN, sheet.y, 40)
    sheet.text(MARGIN + 54, sheet.y + 18, shop, Style(13, 600, SOFT))
    sheet.text(MARGIN + 54, sheet.y + 42, title, Style(22, 800))
    sheet.text(MARGIN, sheet.y + 76, _sums(things), Style(13, 600))
    sheet.y += 96
    for one in things:
        sheet.need(HIGH + 8)
        _block(sheet, one)
    path.write_bytes(sheet.close())


def _sums(things: Sequence[MissingThing]) -> str:
    grams = sum(one.item.grams for one in things)
    cents = sum(one.item.price_cents or 0 for one in things)
    missing = ngettext("{n} missing", "{n} missing", len(things))
    return f"{missing} · {format_grams(grams)} · {format_cents(cents)}"


def _block(sheet: Sheet, one: MissingThing) -> None:
    item, top = one.item, sheet.y
    sheet.box(MARGIN, top, WIDTH - 2 * MARGIN, HIGH)
    _picture(sheet, one, MARGIN + 8, top + 8)
    left = MARGIN + PICTURE + 26
    room = WIDTH - 2 * MARGIN - PICTURE - 230
    name = Style(15, 700)
    sheet.text(left, top + 32, fitted(item.label, name, room), name)
    price = format_cents(item.price_cents) if item.price_cents is not None else ""
    facts = (item.short, item.spot, price, format_grams(item.grams))
    line = " · ".join(part for part in facts if part)
    sheet.text(left, top + 54, fitted(line, Style(13), room), Style(13))
    about = item.known_defects or item.description
    if about:
        sheet.text(left, top + 75, fitted(about, Style(12), room), Style(12, 400, SOFT))
    tick = WIDTH - MARGIN - 152
    sheet.box(tick, top + 30, 30, 30)
    sheet.text(tick + 40, top + 51, _("Found"), Style(14, 600))
    sheet.y = top + HIGH + 8


def _picture(sheet: Sheet, one: MissingThing, x: float, y: float) -> None:
    """The photo, whole and in proportion; the name of the kind where there is none."""
    if one.photo is not None and one.photo.is_file():
        sheet.canvas.drawImage(
            str(one.photo), x, HEIGHT - y - PICTURE, PICTURE, PICTURE, preserveAspectRatio=True,
            anchor="c",
        )  # fmt: skip
        return
    sheet.box(x, y, PICTURE, PICTURE)
    style = Style(10.5, 400, SOFT)
    words = fitted(one.kind, style, PICTURE - 8)
    sheet.text(x + PICTURE / 2, y + PICTURE / 2 + 4, words, style, "centre")
