"""The parts of the price page: price tiles, the label's picture, and what was done on the thing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import MATERIALS
from reuse_pos.services.workshop import Work
from reuse_pos.ui import theme, tokens
from reuse_pos.ui.widgets import Card, Disc, Key, Line, Pressable, Text, column, painting, row
from reuse_pos.ui.workshop.looks import empty, heading, soft
from reuse_pos.ui.workshop.picture import Locate, ThingPicture
from reuse_pos.ui.workshop.time_page import time_words


class PriceTile(Pressable):
    """A price in large figures and a word under it; the chosen one is blue."""

    def __init__(self, cents: int, word: str) -> None:
        super().__init__("key")
        self.cents, self._word = cents, word
        self.setText(short_cents(cents))
        self.setProperty("big", True)
        self.sized(112).choosable().named("price_tile")
        self.setAccessibleName(f"{short_cents(cents)}, {word}")

    def needed(self) -> tuple[float, float]:
        """The room of both lines, which may shrink sideways."""
        look = theme.current()
        wide = painting.width(self.text(), look.font(44, 800)) * 0.7
        return wide, look.px(26) + look.px(21) + 4

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The price, then its word."""
        look = theme.current()
        # A lower tile, beside the keypad, keeps both lines.
        beside = box.height() < look.px(80)
        price = painting.fitted(look.font(26 if beside else 44, 800), self.text(), box.width() - 16)
        word = painting.fitted(look.font(16 if beside else 20, 600), self._word, box.width() - 12)
        high, low = painting.line_height(price, 1.0), painting.line_height(word, 1.3)
        top = box.top() + (box.height() - high - 4 - low) / 2
        ink = look.colour("ink") if self.isEnabled() else self.ink()
        line = QRectF(box.left() + 6, top, box.width() - 12, high)
        painting.line(painter, line, self.text(), price, ink, painting.CENTRE)
        line = QRectF(line.left(), line.bottom() + 4, line.width(), low)
        painting.line(painter, line, self._word, word, self.ink(), painting.CENTRE)


class LabelPicture(QWidget):
    """The very label, on white with a thin border; smaller where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.setObjectName("label_picture")
        self.setMinimumSize(200, 112)

    def show_label(self, content: bytes, words: str) -> None:
        """Show a label's picture (PNG); empty shows none."""
        self._pixmap = QPixmap()
        if content:
            self._pixmap.loadFromData(content)
        self.setAccessibleName(words)
        self.update()

    def pixmap(self) -> QPixmap:
        """The picture shown, in the printer's dots."""
        return self._pixmap

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The label in the middle, dot for dot where it fits."""
        if self._pixmap.isNull():
            return
        painter, size = QPainter(self), self._pixmap.size()
        if size.width() > self.width() - 4 or size.height() > self.height() - 4:
            room = QSize(self.width() - 4, self.height() - 4)
            size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        spot = QRect(0, 0, size.width(), size.height())
        spot.moveCenter(self.rect().center())
        paper = QRectF(spot).adjusted(-1, -1, 1, 1)
        # Paper is white in every theme.
        light = tokens.LIGHT
        painting.rounded(painter, paper, 10, QColor(light.surface), QColor(light.line2))
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(spot), 9, 9)
        painter.setClipPath(inside)
        painter.drawPixmap(spot, self._pixmap)
        painter.end()


class DoneCard(Card):
    """The left side: before and after, what was done, the weight, the materials."""

    def __init__(self, locate: Locate) -> None:
        super().__init__()
        self._locate = locate
        self.body.setContentsMargins(20, 18, 20, 18)
        self.before, self.after = ThingPicture(), ThingPicture()
        self.before.tag(_("Before"), "white", "bottom", 16)
        self.after.tag(_("After"), "white", "bottom", 16)
        for picture in (self.before, self.after):
            picture.setFixedHeight(150)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self.change = Key(_("Change something"), "arrow-u-up-left").typed(20, 26).sized(64)
        self.change.named("price_change")
        self.body.addWidget(heading(_("Well done, it is finished!"), 26, 700))
        self.body.addLayout(row(self.before, self.after))
        self.body.addLayout(self._facts)
        self.body.addStretch(1)
        self.body.addWidget(self.change)

    def show_work(self, work: Work, minutes: int | None) -> None:
        item, order, category = work.item, work.order, work.category
        self.before.show_thing(category.icon, category.family, self._locate(item.photo))
        self.after.show_thing(
            category.icon, category.family, self._locate(item.photo_after), after=True
        )
        empty(self._facts)
        done = [_(order.step_of(one).title).lower() for one in order.done if one != "photo"]
        words = ", ".join(done)
        told = _("about {time}", time=time_words(minutes)) if minutes else ""
        self._fact(words[:1].upper() + words[1:], told)
        weight = format_grams(item.grams)
        if order.weight_before_g != item.grams:
            weight = _(
                "{after} (before: {before})",
                after=weight,
                before=format_grams(order.weight_before_g),
            )
        self._fact(_("Weight"), weight)
        if order.materials:
            used = ", ".join(_(MATERIALS[code][0]).lower() for code in order.materials)
            self._fact(_("Materials"), used[:1].upper() + used[1:])

    def _fact(self, title: str, sub: str) -> None:
        words = column(Text(title, "h1").wrapped(), spacing=0)
        if sub:
            words.addWidget(soft(sub))
        line = row(Disc("check", "ok", 44), spacing=14)
        line.addLayout(words, 1)
        line.setContentsMargins(0, 11, 0, 11)
        self._facts.addLayout(line)
        self._facts.addWidget(Line())
