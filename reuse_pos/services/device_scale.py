"""The scale found, set up and tried out: what its line says, what that means, and what to do, one
sentence each. Without a scale weights are typed, and marked so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.device_making import remake
from reuse_pos.services.device_tests import BAD, OK, UNKNOWN, Check, Found, Report
from reuse_pos.services.office import Office, Station
from reuse_pos.services.settings import Settings
from reuse_pos.services.verb import Done

if TYPE_CHECKING:
    from reuse_pos.hardware.ports import ScaleTalk

SCALE = "scale"
# A load that has not come to rest by then stands badly.
RESTLESS = timedelta(seconds=8)
SHOWN_FRAMES = 3
NAMED = {2: "‹STX›", 3: "‹ETX›", 4: "‹EOT›", 5: "‹ENQ›", 9: "‹TAB›", 10: "‹LF›", 13: "‹CR›"}
FRAME_END = re.compile("(?<=‹LF›)|(?<=‹CR›)(?!‹LF›)")
TYPED = N_("Until then weights are typed, and marked “typed”.")
SENTENCES = {
    "none": (N_("No scale is set up."), TYPED),
    "absent": (N_("The scale is not plugged in on {port}."), N_("Is its cable in?")),
    "held": (N_("Another program holds the port {port}."), N_("Close the other program.")),
    "rights": (
        N_("This computer account may not use the port {port}."),
        N_("Ask who looks after the computer for the right to serial ports."),
    ),
    "silent": (
        N_("The port {port} is there, but the scale says nothing."),
        N_("Is it on? Try another way of speaking, or another port."),
    ),
    "unread": (
        N_("The scale speaks, but in another way than the one chosen."),
        N_("Touch “Search again”, or try another way of speaking."),
    ),
}


@dataclass(frozen=True)
class Live:
    """What comes from the scale now: the raw answer as lines that can be read out, the state
    (stable, moving, empty, over, lost) and the grams understood."""

    raw: str
    state: str
    grams: int = 0


class ScaleTests(Station):
    """The scale of this post; nothing here writes a weight anywhere."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._restless_since: datetime | None = None

    def drivers(self) -> Mapping[str, str]:
        """The ways of speaking there are (code → words), none first."""
        from reuse_pos import hardware

        return {"none": _("None"), **{code: _(title) for code, title, _make in hardware.SCALES}}

    def ports(self) -> list[str]:
        """The serial ports of this computer where no other device is set up."""
        from reuse_pos.hardware import finding

        taken = {self.office.setting(f"{one}.target") for one in ("display", "receipt", "label")}
        return [port for port in finding.serial_ports() if port not in taken]

    def find(self, who: Actor, report: Report | None = None) -> list[Found]:
        """The scales that answer, on every port and in every way of speaking; takes seconds, and
        frees the port of the scale in use meanwhile."""
        refuse_unless(who, Permission.SET_UP)
        from reuse_pos import hardware
        from reuse_pos.hardware.scale_serial import speaks

        self._let_go()
        found = []
        try:
            ports = self.ports()
            for number, port in enumerate(ports):
                if report is not None:
                    report(number, len(ports))
                code = speaks(port, hardware.SCALE_PROTOCOLS)
                if code:
                    words = _("Scale on {port}: {kind}", port=port, kind=self.drivers()[code])
                    found.append(Found(SCALE, code, port, words))
        finally:
            self._use_again()
        return found

    def set_up(self, who: Actor, driver: str, port: str) -> Done[None]:
        """Use a scale: its way of speaking and its port, at once and at every start."""
        if driver != "none" and not port.strip():
            raise Refusal(
                _("On which port is the scale? Nothing was changed. Type it, like COM3."), "target"
            )
        values = {"scale.driver": driver, "scale.port": port.strip()}
        done = Settings(self.office).set_many(who, values)
        self._restless_since = None
        self._use_again()
        return done

    def live(self) -> Live:
        """What the scale says now; answers at once."""
        scale = self.office.devices.scale
        if scale is None:
            return Live("", "lost")
        reading, talk = scale.read(), self._talk()
        moving = reading.state.value == "moving"
        if not moving:
            self._restless_since = None
        elif self._restless_since is None:
            self._restless_since = self.clock.now()
        return Live(readable(talk.raw) if talk else "", reading.state.value, reading.grams)

    def checks(self) -> list[Check]:
        """What is known of the scale now: that it answers, that loads come to rest, its figures,
        its approval."""
        first = self._answers()
        lines = [first]
        if first.state == OK:
            live = self.live()
            lines += [self._rests(live), self._figures(live)]
        return [*lines, self._approval()]

    def details(self) -> str:
        """What who repairs wants to know."""
        keys = ("scale.driver", "scale.port", "scale.capacity_g", "scale.division_g")
        talk = self._talk()
        lines = [f"{key} = {self.office.setting(key)}" for key in keys]
        lines += [f"{one.code}: {one.state}" for one in self.checks()]
        if talk is not None:
            lines += [talk.detail, repr(talk.raw)[2:-1]]
        return "\n".join(line for line in lines if line)

    def _answers(self) -> Check:
        scale, talk = self.office.devices.scale, self._talk()
        if scale is None:
            return self._told("none" if self._driver() == "none" else "absent")
        state = scale.read().state.value
        if state == "over":
            return Check("over", BAD, _("The load is too heavy for the scale."),
                         _("Take something off."))  # fmt: skip
        if talk is None or talk.understood:
            return Check("answers", OK, _("The scale is on and answers."))
        return self._told(_cause(talk), talk.detail)

    def _rests(self, live: Live) -> Check:
        since = self._restless_since
        if since is not None and self.clock.now() - since >= RESTLESS:
            return Check(
                "restless", BAD, _("The weight never comes to rest."),
                _("Put the scale on a firm, level ground, away from draughts."),
            )  # fmt: skip
        if live.state == "stable":
            said = _("It stands still at {weight}.", weight=format_grams(live.grams, 3))
            return Check("rest", OK, said)
        said = _("Nothing is on it.") if live.state == "empty" else _("A load is coming to rest.")
        return Check("rest", UNKNOWN, said)

    def _figures(self, live: Live) -> Check:
        division, capacity = (self.office.number(f"scale.{one}_g")
                              for one in ("division", "capacity"))  # fmt: skip
        if live.state == "stable" and live.grams > capacity:
            return Check(
                "capacity", BAD,
                _("It shows more than the {capacity} said in the settings.",
                  capacity=format_grams(capacity)), _("Correct “Most the scale can carry”."),
            )  # fmt: skip
        if division and live.state == "stable" and live.grams % division:
            return Check(
                "division", BAD,
                _("{weight} is no multiple of the division of {division}.",
                  weight=format_grams(live.grams, 3), division=format_grams(division, 3)),
                _("Correct the division in the settings, or try another way of speaking."),
            )  # fmt: skip
        said = _("It carries up to {capacity}.", capacity=format_grams(capacity))
        if division:
            steps = format_grams(division, 3)
            said = _("It carries up to {capacity}, by steps of {division}.",
                     capacity=format_grams(capacity), division=steps)  # fmt: skip
        return Check("figures", OK, said)

    def _approval(self) -> Check:
        until = self.office.setting("scale.sticker_until")
        if not self.office.number("scale.trade_approved") or not until:
            return Check("approval", UNKNOWN, _(
                "It is not said to be approved: no price is made from its weights."
            ))  # fmt: skip
        day = date.fromisoformat(until)
        if day < business_day(self.clock.now()):
            return Check(
                "approval", BAD, _("Its sticker ended on {day}: nothing is sold by the kilo.",
                                   day=f"{day:%d/%m/%Y}"),
                _("Have it verified. Weighing what comes and goes is still right."),
            )  # fmt: skip
        return Check("approval", OK, _("Approved for selling by weight until {day}.",
                                       day=f"{day:%d/%m/%Y}"))  # fmt: skip

    def _told(self, code: str, detail: str = "") -> Check:
        sentence, way = SENTENCES[code]
        port = self.office.setting("scale.port")
        ways = [_(way)] if code == "none" else [_(way), _(TYPED)]
        return Check(code, BAD, _(sentence, port=port) if "{" in sentence else _(sentence),
                     " ".join(ways), detail)  # fmt: skip

    def _talk(self) -> ScaleTalk | None:
        from reuse_pos.hardware.ports import Talking

        scale = self.office.devices.scale
        return scale.talk() if isinstance(scale, Talking) else None

    def _driver(self) -> str:
        return self.office.setting("scale.driver")

    def _let_go(self) -> None:
        # While one learns the scale is the shop's own: it stays in use.
        if self.office.training:
            return
        scale, self.office.devices.scale = self.office.devices.scale, None
        if scale is not None:
            scale.close()

    def _use_again(self) -> None:
        if not self.office.training:
            self.office.forget()
            remake(self.office, SCALE)


def readable(raw: bytes) -> str:
    """What came on a line as text: its last frames one below the other, signs that cannot be seen
    named."""
    seen = "".join(
        NAMED.get(one) or (chr(one) if 32 <= one < 127 else f"‹{one:02X}›") for one in raw
    )
    frames = [one for one in FRAME_END.split(seen) if one]
    # The oldest of many may be cut: only what came last was kept.
    return "\n".join(frames[1:][-SHOWN_FRAMES:] if len(frames) > SHOWN_FRAMES else frames)


def _cause(talk: ScaleTalk) -> str:
    if talk.trouble is None:
        return "unread" if talk.heard else "silent"
    if talk.trouble.value == "refused":
        return "held" if talk.detail.startswith("busy") else "rights"
    return "absent"
