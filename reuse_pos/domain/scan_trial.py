"""What a test scan tells about a scanner: whether the code is sound, and what to set on the
scanner: its keyboard, its speed, what it adds before and after the code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import SHIFTED_DIGITS, Code, CodeKind, digits_of, read_scan
from reuse_pos.domain.wording import N_, _

# The longest wait between two keys that still makes one scan, in milliseconds; a person types a key
# every 90 ms at the very best.
SPEEDS = (35, 60, 100)
MARGIN_PERCENT = 125
ENTER, TAB = "enter", "tab"
MAKERS_LENGTHS = (8, 12, 13, 14)
SECRET = frozenset({CodeKind.BADGE, CodeKind.VOUCHER})
KIND_WORDS = {
    CodeKind.ITEM: N_("an object"),
    CodeKind.BATCH: N_("a batch"),
    CodeKind.TICKET: N_("a ticket"),
    CodeKind.BADGE: N_("a badge"),
    CodeKind.VOUCHER: N_("a voucher"),
    CodeKind.CONTAINER: N_("a container"),
    CodeKind.COMMAND: N_("a command card"),
}
_INNER = re.compile(r"2[0-6]\d{11}")


@dataclass(frozen=True)
class ScanTrace:
    """What a scanner typed: the characters as they came, the key it ended with (`end` enter | tab,
    "" when none came), and the longest wait between two keys in milliseconds (None: not timed)."""

    raw: str
    end: str = ENTER
    slowest_ms: int | None = None


@dataclass(frozen=True)
class Finding:
    """One thing a scan tells: `good` or not, its sentence, and what to do ("" when nothing)."""

    code: str
    good: bool
    sentence: str
    way: str = ""


def shown_raw(raw: str) -> str:
    """The raw characters for the screen; those of a badge or voucher stay hidden, as they are as
    good as a key."""
    try:
        secret = read_scan(raw).kind in SECRET
    except Refusal:
        shifted = "".join(SHIFTED_DIGITS.get(mark, mark) for mark in raw)
        inside = (_INNER.search(text) for text in (digits_of(raw), shifted))
        secret = any(found and CodeKind(found[0][1]) in SECRET for found in inside)
    if not secret:
        return raw[:60]
    return raw[:2] + "•" * max(len(raw) - 3, 0) + raw[-1:]


def gs1_sound(digits: str) -> bool:
    """Whether the last digit of a maker's barcode fits the others (GS1 General Specifications,
    7.9), whatever its length."""
    body, check = digits[:-1], digits[-1:]
    total = sum(int(one) * (3 if n % 2 == 0 else 1) for n, one in enumerate(reversed(body)))
    return bool(check) and str(-total % 10) == check


def findings(trace: ScanTrace, limit_ms: int, test_code: str = "") -> list[Finding]:
    """What a test scan tells, the code first; `limit_ms` is the wait the shop allows now."""
    told = [_meaning(trace.raw.strip(), test_code)]
    keyboard = _keyboard(trace.raw.strip())
    if keyboard is not None:
        told.append(keyboard)
    told.append(_ending(trace.end))
    if trace.slowest_ms is not None:
        told.append(_speed(trace.slowest_ms, limit_ms))
    return told


def advised_speed(slowest_ms: int) -> int | None:
    """The setting that suits a scanner; None when it is too slow for any."""
    return next((one for one in SPEEDS if one * 100 >= slowest_ms * MARGIN_PERCENT), None)


def _meaning(raw: str, test_code: str) -> Finding:
    text = digits_of(raw)
    if test_code and text == test_code:
        return Finding("code", True, _("The scanner reads the test code well."))
    try:
        return _ours(read_scan(raw))
    except Refusal as refusal:
        return _foreign(text, refusal)


def _ours(code: Code) -> Finding:
    if code.kind is None:
        return Finding("code", True, _("Understood: {code}.", code=code.short))
    what = _(KIND_WORDS[code.kind])
    if code.kind in SECRET or code.kind is CodeKind.COMMAND:
        return Finding("code", True, _("Understood: {what}. Nothing was done with it.", what=what))
    return Finding("code", True, _("Understood: {code}, {what}.", code=code.short, what=what))


def _foreign(text: str, refusal: Refusal) -> Finding:
    plain = text.isascii() and text.isdigit()
    if plain and len(text) in MAKERS_LENGTHS and gs1_sound(text):
        return Finding(
            "code", True, _("A maker’s barcode, read well: {code}.", code=text),
            _("It is no label of the shop."),
        )  # fmt: skip
    if plain and len(text) == 12 and text[0] == "2":
        return Finding(
            "check", False, _("The scanner leaves out the last digit."),
            _("In its leaflet: “EAN-13”, “Transmit check digit”."),
        )  # fmt: skip
    if plain and len(text) in MAKERS_LENGTHS:
        return Finding(
            "check", False,
            _("The last digit does not fit the others: the code was misread or is damaged."),
            _("Scan again, or print the label again."),
        )  # fmt: skip
    return _around(text) or Finding("code", False, refusal.sentence)


def _around(text: str) -> Finding | None:
    """What a scanner adds to a sound code of the shop."""
    for found in re.finditer(r"(?=(2[0-6]\d{11}))", text):
        if gs1_sound(found[1]) and len(text) > len(found[1]):
            added = text.replace(found[1], " ", 1).strip()
            return Finding(
                "added", False, _("The scanner adds “{added}” to the code.", added=added[:20]),
                _("In its leaflet: “Prefix”, “Suffix” and “AIM ID” to “None”."),
            )  # fmt: skip
    return None


def _keyboard(raw: str) -> Finding | None:
    """Scanner and computer that do not have the same keyboard: nothing is lost, yet better set."""
    if digits_of(raw) == raw:
        return None
    if set(raw) <= SHIFTED_DIGITS.keys():
        return Finding(
            "keyboard", True,
            _("The scanner types as on a French keyboard, the computer has an American one; the "
              "application puts the digits back."),
            _("Better: in its leaflet, scan “Keyboard country: USA”."),
        )  # fmt: skip
    return Finding(
        "keyboard",
        True,
        _("The scanner types as on an American keyboard; the application puts the digits back."),
        _("Better: in its leaflet, scan “Keyboard country: France”."),
    )


def _ending(end: str) -> Finding:
    if end == ENTER:
        return Finding("end", True, _("It presses Enter after the code."))
    if end == TAB:
        return Finding("end", True, _("It presses Tab after the code, which does as well."))
    return Finding(
        "end", False, _("It presses nothing after the code: the scan never ends."),
        _("In its leaflet: “Suffix” to “Enter” (CR)."),
    )  # fmt: skip


def _speed(slowest_ms: int, limit_ms: int) -> Finding:
    advised = advised_speed(slowest_ms)
    if slowest_ms <= limit_ms:
        return Finding(
            "speed", True,
            _("It types fast enough: {ms} ms between two keys at most, {limit} are allowed.",
              ms=slowest_ms, limit=limit_ms),
        )  # fmt: skip
    said = _("It types slowly: {ms} ms between two keys, {limit} are allowed. Scans get lost.",
             ms=slowest_ms, limit=limit_ms)  # fmt: skip
    if advised is None:
        return Finding("speed", False, said, _("In its leaflet: “Inter-character delay” to 0."))
    return Finding("speed", False, said, _("Touch {limit} ms below.", limit=advised))
