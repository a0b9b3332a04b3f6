"""The check of one object: one question a screen, yes or no; the first no ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from reuse_pos.domain.checks import Point, Result, Sheet, is_electric, point_words
from reuse_pos.domain.wording import _
from reuse_pos.ui.documents import documents
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import Badge, Card, Key, Text

if TYPE_CHECKING:
    from reuse_pos.domain.item import Item
    from reuse_pos.services.verb import Done
    from reuse_pos.ui.sorting.screen import SortingScreen

QUESTION, RESULT = range(2)


class CheckPage(Page):
    """``begin(item)``: each point of its sheet, then the result and the way on."""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.item: Item | None = None
        self.sheet: Sheet | None = None
        self._points: tuple[Point, ...] = ()
        self._answers: list[bool] = []
        self.name, self.count = words("", 22, 600, "ink2"), words("", 20, 600, "ink2")
        self.picture = Badge("seal-check", "electro", 200).shaped(40, 140)
        self.question = Text("", "plain-title").wrapped().named("check_question")
        self.hint = Text("", "plain-text").wrapped().named("check_hint")
        self.back = Key(_("Go back"), "arrow-u-up-left").plain().sized(96, 220)
        self.no = Key(_("No"), "x").plain(96).named("check_no")
        self.yes = Key(_("Yes"), "check", "next").plain(96).named("check_yes")
        self.mark = Badge("seal-check", "textile", 200).shaped(40, 140)
        self.outcome = Text("", "plain-title").wrapped().named("check_outcome")
        self.detail = Text("", "plain-text").wrapped().named("check_detail")
        self.undo = Key(_("Undo this check"), "arrow-counter-clockwise").plain().sized(96, 300)
        self.paper = Key("PDF", "file-pdf").plain().sized(96, 150).spoken(_("Sheet as PDF"))
        self.paper.named("check_pdf").clicked.connect(self._write_pdf)
        self.on = Key(_("Choose its way"), "arrow-right", "next", place="right").plain(96)
        self.back.named("check_back").clicked.connect(self._before)
        self.no.clicked.connect(lambda: self._answer(False))
        self.yes.clicked.connect(lambda: self._answer(True))
        self.undo.named("check_undo").clicked.connect(self.on_undo)
        self.on.named("check_on").clicked.connect(self._go_on)
        self.pages = QStackedLayout(self)
        asked = _side(self.picture, self.question, self.hint)
        self.pages.addWidget(_page((self.name, self.count), asked, (self.back, self.no, self.yes)))
        told = _side(self.mark, self.outcome, self.detail)
        self.pages.addWidget(_page((), told, (self.undo, self.paper, self.on)))
        # Files are for who keeps them: plain screens show fewer keys.
        self.paper.setVisible(not screen.person.plain_mode)

    def begin(self, item: Item) -> None:
        """Ask about an object from its first point."""
        category = self.shop.office.category(item.category)
        self.item, self.sheet, self._answers = item, None, []
        self._points = self.shop.checks.points(item.category)
        self.title = _("Electrical test") if is_electric(category) else _("Safety check")
        self.code = item.short
        self.name.set_text(item.label)
        self.host.show_title()
        self._ask()

    def on_scan(self, raw: str) -> None:
        """A maker's barcode: is this product recalled? A label: that object instead."""
        if not self.host.look_for_recall(raw, self.item):
            super().on_scan(raw)

    def on_next(self) -> None:
        """F12: the yellow key."""
        if self.pages.currentIndex() == RESULT:
            self._go_on()
        else:
            self._answer(True)

    def on_undo(self) -> None:
        """Take the sheet back, or the last answer."""
        sheet = self.sheet
        if sheet is None:
            self._before()
            return

        def undone(done: Done[Item]) -> None:
            self.tell_undone(sheet.number)
            self.begin(done.value)

        self.write(lambda: self.shop.checks.undo(self.who, sheet.id), undone, self.undo)

    def spoken(self) -> list[str]:
        """The question with what to look for, or the result."""
        if self.pages.currentIndex() == RESULT:
            return [self.title, self.outcome.text(), self.detail.text(), self.on.text()]
        return [self.title, self.question.text(), self.hint.text(), self.yes.text(), self.no.text()]

    def _ask(self) -> None:
        n = len(self._answers)
        point = self._points[n]
        self.picture.show_badge(point.icon, "electro")
        self.question.setText(_(point.question))
        self.hint.setText(_(point.hint))
        self.count.set_text(_("Point {n} of {total}", n=n + 1, total=len(self._points)))
        self.pages.setCurrentIndex(QUESTION)

    def _answer(self, yes: bool) -> None:
        item = self.item
        if item is None or self.sheet is not None:
            return
        answers = [*self._answers, yes]
        if yes and len(answers) < len(self._points):
            self._answers = answers
            self._ask()
            return

        def recorded(done: Done[Sheet]) -> None:
            self.sheet = done.value
            self._tell(done.value)

        key = self.yes if yes else self.no
        self.write(lambda: self.shop.checks.record(self.who, item.id, answers), recorded, key)

    def _tell(self, sheet: Sheet) -> None:
        passed = sheet.result is Result.PASSED
        look = ("seal-check", "textile") if passed else ("prohibit", "meubles")
        self.mark.show_badge(*look)
        self.outcome.setText(_("The check is passed.") if passed else _("The check is failed."))
        self.detail.setText(
            _("It may be sold. Sheet {number}.", number=sheet.number)
            if passed
            else _(
                "It may not be sold: {point} Sheet {number}.",
                point=point_words(sheet.failed_at),
                number=sheet.number,
            )
        )
        self.pages.setCurrentIndex(RESULT)

    def _write_pdf(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        path = documents() / f"{sheet.number}.pdf"
        self.write(
            lambda: self.shop.checks.write_sheet(sheet.number, path),
            lambda written: self.host.say.emit(_("Written: {path}", path=str(written)), None),
            self.paper,
        )

    def _before(self) -> None:
        if self._answers:
            self._answers.pop()
            self._ask()
        else:
            self.host.back_to_thing(self.item)

    def _go_on(self) -> None:
        item = self.item
        if item is None:
            return
        now = self.shop.sorting.find(item.code)
        self.host.back_to_thing(now)


def _side(picture: QWidget, title: Text, words_under: Text) -> Card:
    card = Card(kind="live")
    text = QVBoxLayout()
    text.setSpacing(10)
    text.addStretch(1)
    text.addWidget(title)
    text.addWidget(words_under)
    text.addStretch(1)
    line = QHBoxLayout()
    line.setSpacing(32)
    line.addWidget(picture)
    line.addLayout(text, 1)
    card.body.setContentsMargins(36, 28, 36, 28)
    card.body.addLayout(line)
    return card


def _page(top: tuple[QWidget, ...], middle: QWidget, keys: tuple[Key, ...]) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(16)
    if top:
        head = QHBoxLayout()
        for widget in top:
            head.addWidget(widget)
        head.setStretch(0, 1)
        layout.addLayout(head)
    layout.addWidget(middle, 1)
    foot = QHBoxLayout()
    foot.setSpacing(16)
    foot.addWidget(keys[0])
    for key in keys[1:]:
        foot.addWidget(key, 0 if key.objectName() == "check_pdf" else 1)
    layout.addLayout(foot)
    return page
