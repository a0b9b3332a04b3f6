"""Printers, drawer and customer display tried out: what was found, what was checked, each
in one sentence with one way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.label import LabelDoc, LabelFacts, LabelKind, make_label
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.paper import Cut, Feed, KickDrawer, ReceiptDoc, Text
from reuse_pos.domain.receipt import ShopHeader
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.slips import TEST_ACCENTS, TEST_PAGES, printer_test
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.device_making import remake
from reuse_pos.services.office import Office, Station
from reuse_pos.services.previews import doc_png
from reuse_pos.services.settings import Settings
from reuse_pos.services.verb import Done

Report = Callable[[int, int], None]
RECEIPT, LABEL, DISPLAY = "receipt", "label", "display"
OK, BAD, UNKNOWN = "ok", "bad", "unknown"
# What is wrong, and what to do: "held" stands for another program that keeps the device.
SENTENCES = {
    "none": (N_("Nothing is set up here yet."), N_("Touch what was found, or type its address.")),
    "absent": (N_("It does not answer."), N_("Is it on? Is its cable in?")),
    "refused": (N_("It is there but refuses."), N_("Switch it off and on, then try again.")),
    "cover": (N_("Its cover is open."), N_("Close the cover.")),
    "held": (N_("Another program holds it."), N_("Close the other program.")),
    "timeout": (N_("It no longer answers."), N_("Switch it off and on, then try again.")),
    "paper": (N_("There is no more paper."), N_("Put in a new roll, close the cover.")),
    "died": (N_("It stopped in the middle."), N_("Look at the paper, then print a test.")),
}
READY = {
    RECEIPT: N_("The printer is on and answers."),
    LABEL: N_("The label printer is on and answers."),
    DISPLAY: N_("The customer display answers."),
}


@dataclass(frozen=True)
class Check:
    """One thing looked at: `state` ok, bad or unknown, its sentence, and the way out ("" if none);
    `detail` is for who repairs."""

    code: str
    state: str
    sentence: str
    way: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Found:
    """Something that answers: for which device, with which driver and target, in words."""

    device: str
    driver: str
    target: str
    words: str


class DeviceTests(Station):
    """The devices of this post, tried out one by one; nothing here changes the shop's goods or
    money."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._tried: dict[str, Check] = {}

    def drivers(self, device: str) -> Mapping[str, str]:
        """The kinds of a device this computer can use (code → words), none first; the one in use
        whatever it is."""
        import sys

        from reuse_pos import hardware

        listed = {
            RECEIPT: hardware.RECEIPT_PRINTERS,
            LABEL: hardware.LABEL_PRINTERS,
            DISPLAY: hardware.DISPLAYS,
        }[device]
        used, only = self.office.setting(f"{device}.driver"), hardware.ONLY_ON
        return {"none": _("None"), **{
            code: _(title) for code, title, _make in listed
            if code == used or only.get(code, sys.platform) == sys.platform
        }}  # fmt: skip

    def find(self, report: Report | None = None) -> list[Found]:
        """What answers: device files or Windows' printers, serial ports, and the network's
        printers; takes seconds."""
        from reuse_pos.hardware import finding, spooler

        cables = [("device", "zpl_device", path) for path in finding.usb_printers()]
        cables += [("windows", "zpl_windows", name) for name in spooler.queues()]
        found = []
        for receipt, label, place in cables:
            words = _("Printer on the cable ({path})", path=place)
            found.append(Found(RECEIPT, receipt, place, words))
            found.append(Found(LABEL, label, place, words))
        found += [
            Found(DISPLAY, "escpos_serial", path, _("Device on the port {path}", path=path))
            for path in finding.serial_ports()
        ]
        for host in finding.network_printers(report):
            words = _("Printer on the network ({host})", host=host)
            found.append(Found(RECEIPT, "network", host, words))
            found.append(Found(LABEL, "zpl_network", host, words))
        return found

    def set_up(self, who: Actor, device: str, driver: str, target: str) -> Done[None]:
        """Use a device: its kind and its address, file or port; the next test uses it."""
        if driver != "none" and not target.strip():
            raise Refusal(
                _("Where is it? Nothing was changed. Type its address, port or folder."), "target"
            )
        key = "driver", "target"
        values = dict(zip((f"{device}.{one}" for one in key), (driver, target.strip()),
                          strict=True))  # fmt: skip
        return self._changed(device, Settings(self.office).set_many(who, values))

    def keep_page(self, who: Actor, page: str) -> Done[None]:
        """Print in the code page whose line was right on the test ("ascii": none was)."""
        values = {"receipt.code_page": page.upper()}
        done = self._changed(RECEIPT, Settings(self.office).set_many(who, values))
        self._tried["accents"] = Check("accents", OK, _("Accents print well."))
        return done

    def checks(self, device: str) -> list[Check]:
        """What is known of a device now: asked without printing, then what was tried by hand."""
        first = self._asked(device)
        if device != RECEIPT:
            return [first, *([self._tried[device]] if device in self._tried else [])]
        paper = Check("paper", UNKNOWN, _("Paper and cover are not known yet."))
        if first.state == OK:
            paper = Check("paper", OK, _("Paper is in place. The cover is closed."))
        elif first.code in ("paper", "cover"):
            paper = first
            first = Check("answers", OK, _(READY[RECEIPT]))
        tried = [self._tried.get(code, _untried(code)) for code in ("drawer", "accents", "cut")]
        return [first, paper, *tried, *self._waiting()]

    def print_test(self, who: Actor, device: str) -> Check:
        """Print the test page, a test label, or show a test line; says how it went."""
        refuse_unless(who, Permission.SET_UP)
        devices = self.office.devices
        if device == RECEIPT:
            doc = self._test_page()
            printed = self._try(devices.receipt, lambda printer: printer.print(doc))
            if printed.state == OK:
                self._tried["accents"] = Check(
                    "accents", UNKNOWN, _("Look at the paper: which line is right?")
                )
        elif device == LABEL:
            label = self.test_label()
            printed = self._try(devices.label, lambda printer: printer.print([label]))
        else:
            words = _("Customer display"), format_cents(123_450)
            printed = self._try(devices.display, lambda display: display.show(*words))
        said = {RECEIPT: _("A test came out."), LABEL: _("A test label came out."),
                DISPLAY: _("A test is shown.")}[device]  # fmt: skip
        told = Check(device, OK, said) if printed.state == OK else printed
        self._tried[device] = told
        return told

    def print_waiting(self, who: Actor) -> Done[Check]:
        """Print the papers that did not come out while the printer was away, oldest first; the
        first trouble ends it, and what is left still waits."""
        refuse_unless(who, Permission.SET_UP)
        from reuse_pos.services.printing import Printing, run_job

        told = Check("waiting", OK, _("Everything that waited came out."))
        for one in reversed(Printing(self.office).failed()):
            trouble = run_job(self.office, one.id)
            if trouble:
                told = _trouble(trouble)
                break
        return Done(told, frozenset({Change.COUNTER}))

    def try_drawer(self, who: Actor) -> Check:
        """Open the drawer to see whether it does."""
        return self._by_hand(who, "drawer", (KickDrawer(),), _("The drawer was asked to open."))

    def try_cut(self, who: Actor) -> Check:
        """Cut the paper to see whether it does."""
        words = Text(_("cut here"), "center"), Feed(4), Cut()
        return self._by_hand(who, "cut", words, _("The paper was asked to be cut."))

    def paper_picture(self) -> bytes:
        """The paper a receipt printer's test should look like, as a PNG picture."""
        return doc_png(self._test_page(), self.office.number("receipt.columns"))

    def test_label(self) -> LabelDoc:
        """The label a label printer's test prints: no thing of the shop has its code."""
        code = make_code(CodeKind.ITEM, self.office.number("store.number"), 9, 0)
        facts = LabelFacts(
            code, _("Printer test"), 1250, TEST_ACCENTS,
            store=self.office.setting("store.short_name") or self.office.setting("store.name"),
        )  # fmt: skip
        small = self.office.setting("label.size") == "38x25"
        return make_label(LabelKind.SMALL, facts, small=small)

    def label_picture(self) -> bytes:
        """The test label as a PNG picture."""
        from io import BytesIO

        from reuse_pos.hardware.label_bitmap import render_label

        picture = BytesIO()
        render_label(self.test_label()).save(picture, "PNG")
        return picture.getvalue()

    def details(self, device: str) -> str:
        """What who repairs wants to know: driver, target, letters, the last raw answer."""
        lines = [f"{key} = {self.office.setting(key)}" for key in (
            f"{device}.driver", f"{device}.target")]  # fmt: skip
        if device == RECEIPT:
            keys = ("receipt.columns", "receipt.code_page", "drawer.pulse")
            lines += [f"{key} = {self.office.setting(key)}" for key in keys]
        lines += [f"{one.code}: {one.state} {one.detail}".rstrip() for one in self.checks(device)]
        return "\n".join(lines)

    def _by_hand(
        self, who: Actor, code: str, elements: tuple[Text | Feed | Cut | KickDrawer, ...], said: str
    ) -> Check:
        refuse_unless(who, Permission.SET_UP)
        doc = ReceiptDoc(elements, _("PRINTER TEST"), "test")
        tried = self._try(self.office.devices.receipt, lambda printer: printer.print(doc))
        self._tried[code] = Check(code, OK, said) if tried.state == OK else tried
        return self._tried[code]

    def _asked(self, device: str) -> Check:
        from reuse_pos.hardware.ports import Answering

        made = getattr(self.office.devices, device)
        if made is not None and not isinstance(made, Answering):
            return Check(device, OK, _(READY[device]))
        asked = self._try(made, lambda one: one.ask())
        return Check("answers", OK, _(READY[device])) if asked.state == OK else asked

    def _try(self, device: object, gesture: Callable[..., object]) -> Check:
        from reuse_pos.hardware.ports import DeviceTrouble

        if device is None:
            return _trouble("none")
        try:
            gesture(device)
        except DeviceTrouble as trouble:
            return _trouble(_cause(trouble.kind.value, trouble.detail), trouble.detail)
        return Check("done", OK, "")

    def _waiting(self) -> list[Check]:
        from reuse_pos.services.printing import Printing

        n = len(Printing(self.office).failed())
        said = ngettext("{n} paper still waits for this printer.",
                        "{n} papers still wait for this printer.", n)  # fmt: skip
        return [Check("waiting", UNKNOWN, said)] if n else []

    def _test_page(self) -> ReceiptDoc:
        at = f"{self.clock.now():%d/%m/%Y %H:%M}"
        shop = ShopHeader(self.office.setting("store.name"), (), "")
        return printer_test(shop, at, self.office.number("receipt.columns"))

    def _changed(self, device: str, done: Done[None]) -> Done[None]:
        self._tried.clear()
        if not self.office.training:
            self.office.forget()
            remake(self.office, device)
        return done


def pages() -> tuple[str, ...]:
    """The code pages of the test's lines, in their order."""
    return TEST_PAGES


def _cause(kind: str, detail: str) -> str:
    if kind == "refused" and "cover" in detail:
        return "cover"
    busy = "busy" in detail.lower() or "Errno 16" in detail
    return "held" if kind == "refused" and busy else kind


def _trouble(code: str, detail: str = "") -> Check:
    sentence, way = SENTENCES[code]
    return Check(code, BAD, _(sentence), _(way), detail)


def _untried(code: str) -> Check:
    return Check(code, UNKNOWN, {
        "drawer": _("The drawer was not tried yet."),
        "accents": _("Accents were not tried yet: print a test."),
        "cut": _("The paper’s cut was not tried yet."),
    }[code])  # fmt: skip
