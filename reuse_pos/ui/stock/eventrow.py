"""One moment of a life: its pictogram on the line, what happened, when, and the kilos or euros."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from reuse_pos.domain.money import NBSP
from reuse_pos.domain.wording import _
from reuse_pos.services.life import LifeEvent
from reuse_pos.services.life_words import GREEN
from reuse_pos.ui import theme
from reuse_pos.ui.stock import words
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import RIGHT
from reuse_pos.ui.widgets.pressable import Pressable

DISC, GAP, HIGH = 46, 16, 58


class EventRow(Pressable):
    """``EventRow(event, last, tells)``: ``tells`` when touching it says who; signal
    ``clicked()``."""

    def __init__(self, event: LifeEvent, last: bool, tells: bool) -> None:
        super().__init__("quiet")
        self.event_shown, self._last = event, last
        self._told = about(event)
        self.sized(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(event.title)
        self.spoken(", ".join(p for p in (event.title, self._told, when(event), event.value) if p))
        if not tells:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def needed(self) -> tuple[float, float]:
        """Two lines beside the disc."""
        look = theme.current()
        return 320.0, look.px(18) * 1.3 + look.px(16) * 1.3

    def edge(self) -> int:
        """A moment lies flat."""
        return 1

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The line of life, then the words."""
        look = theme.current()
        disc = QRectF(box.left(), box.top() + 2, DISC, DISC)
        if not self._last:
            high = box.bottom() - disc.bottom()
            bar = QRectF(disc.center().x() - 1.5, disc.bottom() + 3, 3, high)
            painter.fillRect(bar, look.colour("line"))
        fg, bg = self._hue()
        painting.rounded(painter, disc, DISC / 2, look.colour(bg))
        spot = QRectF(0, 0, 27, 27)
        spot.moveCenter(disc.center())
        painting.picture(painter, spot, self.event_shown.look.icon, look.hex(fg), "duotone")
        self._words(painter, box.adjusted(DISC + GAP, 0, -6, 0))

    def _hue(self) -> tuple[str, str]:
        hue = self.event_shown.look.hue
        return (GREEN, "green_bg") if hue == GREEN else (hue, f"{hue}-bg")

    def _words(self, painter: QPainter, box: QRectF) -> None:
        look, event = theme.current(), self.event_shown
        title, small, note = look.font(18, 700), look.font(16), look.font(15)
        strong = look.font(16, 600)
        step = look.px(18) * 1.25
        time = when(event)
        for text, font, ink, y in ((time, note, "ink2", 0.0), (event.value, strong, "ink", step)):
            wide = painting.width(text, font)
            row = QRectF(box.right() - wide - 2, box.top() + y, wide + 2, look.px(24))
            painting.line(painter, row, text, font, look.colour(ink), RIGHT)
        room = box.width() - painting.width(time, note) - 16
        row = QRectF(box.left(), box.top(), room, look.px(24))
        painting.line(painter, row, event.title, title, look.colour("ink"))
        room = box.width() - painting.width(event.value, strong) - 16
        row = QRectF(box.left(), box.top() + step, room, look.px(24))
        painting.line(painter, row, self._told, small, look.colour("ink2"))


def about(event: LifeEvent) -> str:
    """What is said of a moment, and the code of who was there."""
    who = _("op. {code}", code=event.op) if event.op else ""
    told = event.about[:1].upper() + event.about[1:]
    return " · ".join(part for part in (told, who) if part)


def when(event: LifeEvent) -> str:
    """The day and the hour; for work the days and about how long."""
    if event.look.icon == "seal-check":
        return event.since
    if not event.day:
        return ""
    said = words.short_day(event.day)
    if event.since and event.since != event.day:
        said = f"{words.short_day(event.since)} – {said}"
    if event.minutes:
        return f"{said} · {duration(event.minutes)}"
    if event.at_ns is None or event.since:
        return said
    # Local time of this computer, as everywhere on screen.
    return f"{said} · {datetime.fromtimestamp(event.at_ns // 10**9):%H:%M}"  # noqa: DTZ006


def duration(minutes: int) -> str:
    """`60` → "1 h", `30` → "½ h"."""
    if minutes == 30:
        return f"½{NBSP}h"
    whole, rest = divmod(minutes, 60)
    return f"{whole}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")
