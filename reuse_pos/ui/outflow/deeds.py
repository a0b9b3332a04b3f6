"""What each touch of the yard's pages does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from reuse_pos.domain.month import month_before
from reuse_pos.domain.outflow import TRANSFER_IN, TRANSFER_OUT, Slip
from reuse_pos.domain.wording import _
from reuse_pos.services.outflow import SlipFor
from reuse_pos.ui import tasks

if TYPE_CHECKING:
    from reuse_pos.ui.outflow.screen import OutflowScreen


def connect(screen: OutflowScreen) -> None:
    """Tie every page to what it asks for."""
    _list_and_start(screen)
    _slip(screen)
    _forms(screen)
    _arrivals(screen)


def _list_and_start(screen: OutflowScreen) -> None:
    screen.list.begun.connect(screen.home)
    screen.slip_page.back_home.clicked.connect(screen.home)
    screen.receive.back_home.clicked.connect(screen.home)
    screen.list.opened.connect(screen.open_slip)
    screen.list.touched.connect(screen.touch_skip)
    screen.list.past.connect(lambda: _past(screen))
    screen.past.opened.connect(screen.open_slip)
    screen.past.register.connect(lambda back: _register(screen, back))
    screen.start.chosen.connect(lambda kind, party: screen.begin(SlipFor(kind, party)))
    screen.start.once.connect(lambda way: _once(screen, way))
    screen.start.store.connect(lambda kind: _store(screen, kind))


def _slip(screen: OutflowScreen) -> None:
    page, out = screen.slip_page, screen.out
    page.picker.touched.connect(screen.put_load)
    page.picker.moved.connect(lambda _place: screen.open_slip(screen.number))
    page.undo.connect(screen.undo_line)
    page.leave.connect(screen.lorry_leaves)
    page.strip.hand_asked.connect(lambda: _hand(screen, page, page.strip.type_weight))

    def gather() -> None:
        number = screen.number
        screen.do(lambda: out.gather(screen.actor, number), lambda _g: screen.open_slip(number))

    def give_up() -> None:
        number = screen.number

        def done(_nothing: object) -> None:
            screen.home()
            screen.say.emit(_("Slip {number} is given up.", number=number), None)

        screen.do(lambda: out.cancel(screen.actor, number), done)

    def details() -> None:
        if page.slip is not None:
            screen.details.show_slip(page.slip)
            screen.page(screen.details)

    page.gather.connect(gather)
    page.cancel.connect(give_up)
    page.details.connect(details)


def _forms(screen: OutflowScreen) -> None:
    out = screen.out
    screen.hand.refused.connect(screen.show_refusal)
    screen.hand.closed.connect(lambda: screen.page(screen.came_from))
    screen.details.closed.connect(lambda: screen.open_slip(screen.number))
    screen.ticket.closed.connect(screen.home)
    screen.store.closed.connect(screen.home)
    screen.once.closed.connect(screen.home)
    screen.once.kept.connect(screen.home)
    screen.once.typed.connect(screen.let_go)
    screen.ticket.kept.connect(screen.save_ticket)

    def save() -> None:
        number, values = screen.number, screen.details.values()
        screen.do(lambda: out.set_details(screen.actor, number, **values),
                  lambda _nothing: screen.open_slip(number))  # fmt: skip

    def follow() -> None:
        number = screen.number
        screen.do(lambda: out.follow_ticket(screen.actor, number),
                  lambda _gap: screen.open_slip(number))  # fmt: skip

    def paper() -> None:
        number, folder = screen.number, screen.folder

        def write() -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            return out.write_slip(screen.actor, number, folder / f"{number}.pdf")

        screen.run_verb(
            write, lambda path: screen.say.emit(_("Slip written: {file}", file=path.name), None)
        )

    screen.details.kept.connect(save)
    screen.ticket.follow.connect(follow)
    screen.ticket.paper.connect(paper)


def _arrivals(screen: OutflowScreen) -> None:
    out, page = screen.out, screen.receive
    page.picker.touched.connect(screen.put_besides)
    page.receive.connect(screen.close_reception)
    page.strip.hand_asked.connect(lambda: _hand(screen, page, page.strip.type_weight))

    def touched(n: int) -> None:
        number = screen.number
        screen.do(lambda: out.load_arrived(screen.actor, number, n),
                  lambda _line: screen.open_slip(number))  # fmt: skip

    def give_up() -> None:
        number = screen.number
        screen.do(lambda: out.cancel(screen.actor, number), lambda _nothing: screen.home())

    def file(path: Path) -> None:
        screen.do(lambda: out.receive(screen.actor, path),
                  lambda slip: screen.open_slip(slip.number))  # fmt: skip

    def store() -> None:
        asked, number = screen.store.store(), screen.store.slip.text()
        if screen.store.arriving:
            screen.do(lambda: out.receive_paper(screen.actor, asked, number),
                      lambda slip: screen.open_slip(slip.number))  # fmt: skip
        else:
            screen.begin(SlipFor(TRANSFER_OUT, None, asked))

    page.touched.connect(touched)
    page.cancel.connect(give_up)
    screen.store.file.connect(file)
    screen.store.kept.connect(store)


def _hand(screen: OutflowScreen, page: QWidget, answer: Callable[[int], None]) -> None:
    """Ask for a weight by hand, to come back to the page."""
    screen.came_from = page
    screen.hand.ask(answer)
    screen.page(screen.hand)


def _past(screen: OutflowScreen) -> None:
    def show(slips: list[Slip]) -> None:
        screen.past.show_slips(slips, screen.names)
        screen.page(screen.past)

    tasks.run(screen.out.past, show, owner=screen)


def _register(screen: OutflowScreen, back: int) -> None:
    """Write the register of a month as a page and as a table."""
    month = month_before(screen.out.today()[:7], back)
    reporting, folder = screen.shop.reporting, screen.folder

    def write() -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"registre-dechets-{month}.csv"
        reporting.export(screen.actor, month, "csv", path, "waste_register")
        paper = path.with_suffix(".pdf")
        return reporting.export(screen.actor, month, "pdf", paper, "waste_register")

    screen.run_verb(
        write, lambda path: screen.say.emit(_("Register written: {file}", file=path.name), None)
    )


def _once(screen: OutflowScreen, way: str) -> None:
    screen.once.ask(way)
    screen.page(screen.once)


def _store(screen: OutflowScreen, kind: str) -> None:
    screen.store.ask(arriving=kind == TRANSFER_IN)
    screen.page(screen.store)
