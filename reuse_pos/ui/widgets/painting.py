"""How the shop's widgets put words and pictograms on themselves: exact lines, never cut amounts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from reuse_pos.ui import icons
from reuse_pos.ui.keylook import Look
from reuse_pos.ui.theme import Theme

LEFT, CENTRE, RIGHT = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignHCenter,
    Qt.AlignmentFlag.AlignRight,
)


def width(text: str, font: QFont) -> float:
    """The width of the widest line of a text, in pixels."""
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0.0)


def line_height(font: QFont, factor: float = 1.3) -> float:
    """The height of one line, as a multiple of the font's size."""
    return font.pixelSize() * factor


def fitted(font: QFont, text: str, room: float, least: float = 0.7) -> QFont:
    """The font, made smaller if the text is wider than the room, down to ``least`` of its size."""
    wide = width(text, font)
    if wide <= room or wide <= 0:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(max(round(font.pixelSize() * least), int(font.pixelSize() * room / wide)))
    return smaller


def line(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:  # fmt: skip
    """One line of text, its line box centred in the height of the box, elided if it must be."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > box.width() + 1:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    wide = metrics.horizontalAdvance(text)
    x = box.left()
    if align == CENTRE:
        x += (box.width() - wide) / 2
    elif align == RIGHT:
        x += box.width() - wide
    glyphs = metrics.ascent() + metrics.descent()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(
        QRectF(x, box.center().y() - glyphs / 2, wide + 2, glyphs),
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip,
        text,
    )


def lines(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:  # fmt: skip
    """Lines of text from the top of the box, one per line break; the height used."""
    step = line_height(font, 1.15)
    parts = text.split("\n")
    for number, part in enumerate(parts):
        row = QRectF(box.left(), box.top() + number * step, box.width(), step)
        line(painter, row, part, font, colour, align)
    return step * len(parts)


def wrap(text: str, font: QFont, room: float, most: int = 2) -> str:
    """The text with line breaks put between words so that each line fits, at most ``most``
    lines."""
    if "\n" in text or width(text, font) <= room:
        return text
    rows = [""]
    for word in text.split(" "):
        longer = f"{rows[-1]} {word}".strip()
        if not rows[-1] or width(longer, font) <= room or len(rows) == most:
            rows[-1] = longer
        else:
            rows.append(word)
    return "\n".join(rows)


def picture(painter: QPainter, box: QRectF, name: str, colour: str, weight: str) -> None:
    """A pictogram filling a square box."""
    image = icons.pixmap(name, colour, round(box.width()), weight)
    painter.drawPixmap(box.topLeft().toPoint(), image)


def rounded(
    painter: QPainter, box: QRectF, radius: float, fill: QColor, border: QColor | None = None,
    thick: float = 1,
) -> None:  # fmt: skip
    """A rounded rectangle, its border drawn inside the box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        return
    half = thick / 2
    painter.setPen(QPen(border, thick))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half)


def left_bar(painter: QPainter, box: QRectF, thick: float, radius: float, colour: QColor) -> None:
    """A coloured bar along the left side, following the rounded corners."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    strip = QPainterPath()
    strip.addRect(QRectF(box.left(), box.top(), thick, box.height()))
    painter.fillPath(path.intersected(strip), colour)


def key_frame(painter: QPainter, box: QRectF, look: Look) -> None:
    """A key's ground, sides and bottom edge; the edge thins out as it climbs the round corners."""
    if look.ground == "transparent" and look.side == "transparent":
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outer = QPainterPath()
    outer.addRoundedRect(box, look.radius, look.radius)
    painter.fillPath(outer, QColor(look.side))
    painter.save()
    painter.setClipRect(box.adjusted(0, box.height() - look.radius * 0.85, 0, 0))
    painter.fillPath(outer, QColor(look.bottom))
    painter.restore()
    thick, edge = look.thick, max(look.edge, look.thick)
    inside = box.adjusted(thick, thick, -thick, -edge)
    painter.fillPath(_inner(inside, look.radius - thick, look.radius - edge), QColor(look.ground))


def _inner(box: QRectF, radius: float, low: float) -> QPainterPath:
    """The room inside a frame: round above, flatter below where the edge is thick."""
    across, low = 2 * radius, 2 * max(low, 1.0)
    path = QPainterPath()
    path.moveTo(box.left(), box.top() + radius)
    path.arcTo(QRectF(box.left(), box.top(), across, across), 180, -90)
    path.arcTo(QRectF(box.right() - across, box.top(), across, across), 90, -90)
    path.arcTo(QRectF(box.right() - across, box.bottom() - low, across, low), 0, -90)
    path.arcTo(QRectF(box.left(), box.bottom() - low, across, low), 270, -90)
    path.closeSubpath()
    return path


def badge_size(text: str, theme: Theme, px: float = 13) -> tuple[float, float]:
    """The width and height of a key-hint badge."""
    font = theme.font(px, 600)
    return width(text, font) + 12, line_height(font) + 2


def badge(painter: QPainter, box: QRectF, text: str, theme: Theme, kind: str = "key") -> None:
    """A key-hint badge ("F12") in the colours of the kind of key that carries it."""
    tones = {
        "next": ("yellow_hint", "yellow_edge", "yellow_hint_ink"),
        "pri": ("blue_hint", "blue_hint_edge", "blue_hint_ink"),
        "tile": ("surface", "line", "ink2"),
    }
    ground, border, ink = tones.get(kind, ("canvas", "line", "ink2"))
    rounded(painter, box, 5, theme.colour(ground), theme.colour(border))
    px = 14 if kind == "next" else 13
    line(painter, box, text, theme.font(px, 600), theme.colour(ink), CENTRE)
