"""The left side when one object is sorted: its photo or picture, what it is, what it weighs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES, Category
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import Amount, Badge, Card, Key, Line, Pictogram, painting

WIDE, NARROW = 372, 260


class Picture(QWidget):
    """``Picture()``: a photo that fills its frame, or the object's pictogram when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._photo, self._icon, self._family = QPixmap(), "shapes", "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_thing(self, category: Category, photo: Path | None) -> None:
        """Change what is shown."""
        self._icon, self._family = category.icon, category.family
        self._photo = QPixmap(str(photo)) if photo is not None and photo.exists() else QPixmap()
        self.setAccessibleName(category.label)
        self.update()

    def sizeHint(self) -> QSize:
        """Any size will do."""
        return QSize(200, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The photo cut to the frame, or the pictogram on its family's ground."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        ink, ground = look.hue(self._family)
        painting.rounded(painter, box, 12, look.colour(ground))
        if self._photo.isNull():
            side = min(220.0, box.width() - 60, box.height() - 60)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(box.center())
            painting.picture(painter, spot, self._icon, ink, "duotone")
        else:
            clip = QPainterPath()
            clip.addRoundedRect(box, 12, 12)
            painter.setClipPath(clip)
            wide, high = self._photo.width(), self._photo.height()
            part = max(box.width() / wide, box.height() / high)
            spot = QRectF(0, 0, wide * part, high * part)
            spot.moveCenter(box.center())
            painter.drawPixmap(spot, self._photo, QRectF(self._photo.rect()))
        painter.end()


class ThingCard(QWidget):
    """``ThingCard()``: ``show_thing(category, photo, label)``, ``show_weight(figure, missing)``.

    ``fit(narrow)``; ``show_defects(text)`` says the known defects. Signals ``change_asked()``,
    ``hand_asked()``, ``defects_asked()``, ``brand_asked()``.
    """

    change_asked = Signal()
    hand_asked = Signal()
    defects_asked = Signal()
    brand_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture()
        self.badge = Badge("shapes", "neutral", 52).shaped(12, 36)
        self.name, self._family = words("", 26), words("", 18, 400, "ink2")
        self.change = Key(_("Change what it is")).typed(18).sized(56).named("thing_change")
        self.change.clicked.connect(self.change_asked)
        self.weight = Amount("", 32)
        self.weight.setObjectName("thing_weight")
        self._missing = words(_("Put the object on the scale"), 18, 600, "orange")
        self.hand = Key(_("Weight by hand"), "note-pencil").typed(18, 24).sized(84)
        self.hand.named("thing_hand").clicked.connect(self.hand_asked)
        self.defects = Key(_("Known defects"), "magnifying-glass").typed(18, 24).sized(64)
        self.defects.named("thing_defects").clicked.connect(self.defects_asked)
        self.brand = Key(_("Brand"), "tag").typed(18, 24).sized(64)
        self.brand.named("thing_brand").clicked.connect(self.brand_asked)
        self._narrow = False
        self._build()

    def fit(self, narrow: bool) -> None:
        """Leave the name and the weight their room in a narrow window."""
        self._narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDE)
        self.badge.setVisible(not narrow)
        self.change.setText("" if narrow else _("Change what it is"))
        self.change.with_icon("swap" if narrow else "").spoken(_("Change what it is"))
        self._word.setVisible(not narrow and not self.weight.isHidden())
        for key, icon in ((self.defects, "magnifying-glass"), (self.brand, "tag")):
            key.with_icon("" if narrow and not self.brand.isHidden() else icon)

    def show_defects(self, text: str) -> None:
        """Say which defects are known."""
        self.defects.with_sub(text or _("no defect said"))
        self.defects.spoken(f"{_('Known defects')}, {text or _('no defect said')}")

    def show_thing(self, category: Category, photo: Path | None, label: str) -> None:
        """Say what it is."""
        self.picture.show_thing(category, photo)
        self.badge.show_badge(category.icon, category.family)
        self.name.set_text(label)
        self._family.set_text(_(FAMILIES.get(category.family, category.label)))

    def show_weight(self, figure: str, missing: bool, lost: bool) -> None:
        """Say what it weighs, or that it must be put on the scale; ``lost``: there is no scale."""
        self.weight.set_text(figure)
        self.weight.setVisible(not missing)
        self._word.setVisible(not missing and not self._narrow)
        self._missing.setVisible(missing and not lost)
        self.hand.setVisible(missing and lost)

    def _build(self) -> None:
        card = Card()
        card.body.setContentsMargins(18, 12, 18, 12)
        card.body.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self._family)
        names.addStretch(1)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.badge)
        head.addLayout(names, 1)
        head.addWidget(self.change)
        self._word = words(_("Weight"), 20, 400)
        foot.setSpacing(10)
        foot.addWidget(Pictogram("scales", "green", 30, "duotone"))
        foot.addWidget(self._word)
        foot.addWidget(self._missing, 1)
        foot.addWidget(self.hand, 1)
        foot.addWidget(self.weight, 1)
        card.body.addLayout(head)
        card.body.addWidget(Line())
        card.body.addLayout(foot)
        said = QHBoxLayout()
        said.setSpacing(10)
        for key in (self.defects, self.brand):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            said.addWidget(key, 1)
        card.body.addLayout(said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.picture, 1)
        layout.addWidget(card)
