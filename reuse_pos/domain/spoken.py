"""Figures as they are said aloud in French: amounts and weights for those who listen."""

from __future__ import annotations

import re

_SMALL = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante",
         "quatre-vingt", "quatre-vingt")  # fmt: skip
_SPACE = "[\u00a0\u202f ]"
_AMOUNT = re.compile(rf"([−-]?)(\d{{1,3}}(?:{_SPACE}?\d{{3}})*)(?:,(\d\d))?{_SPACE}?€")
_KILOS = re.compile(rf"(\d{{1,3}}(?:{_SPACE}?\d{{3}})*)(?:,(\d+))?{_SPACE}?kg\b")
MOST = 999_999


def number(n: int) -> str:
    """A whole number from 0 to 999 999 in French words; `ValueError` beyond."""
    if not 0 <= n <= MOST:
        raise ValueError(f"{n} is not said in words")
    if n >= 1000:
        thousands, rest = divmod(n, 1000)
        head = "mille" if thousands == 1 else f"{_unplural(number(thousands))} mille"
        return f"{head} {number(rest)}" if rest else head
    if n >= 100:
        hundreds, rest = divmod(n, 100)
        head = "cent" if hundreds == 1 else f"{_SMALL[hundreds]} cent"
        return f"{head} {number(rest)}" if rest else head + ("s" if hundreds > 1 else "")
    return _below_hundred(n)


def amount(cents: int) -> str:
    """An amount in cents as it is said at the till: "cinquante-neuf euros vingt"."""
    euros, rest = divmod(abs(cents), 100)
    minus = "moins " if cents < 0 else ""
    unit = "euros" if euros > 1 else "euro"
    if not euros and rest:
        return f"{minus}{number(rest)} {'centimes' if rest > 1 else 'centime'}"
    return f"{minus}{number(euros)} {unit}" + (f" {number(rest)}" if rest else "")


def weight(grams: int) -> str:
    """A weight in grams in words: "un kilo huit cents grammes"."""
    kilos, rest = divmod(grams, 1000)
    parts = []
    if kilos or not rest:
        parts.append(f"{number(kilos)} {'kilos' if kilos > 1 else 'kilo'}")
    if rest:
        parts.append(f"{number(rest)} {'grammes' if rest > 1 else 'gramme'}")
    return " ".join(parts)


def said(text: str) -> str:
    """A sentence of the screen as it is read aloud: amounts and weights become words, signs that
    are only seen are left out."""
    text = _AMOUNT.sub(_amount_said, text)
    text = _KILOS.sub(_weight_said, text)
    return " ".join(text.replace("·", ",").replace("\n", " ").split())


def _amount_said(found: re.Match[str]) -> str:
    euros = int(re.sub(_SPACE, "", found[2]))
    cents = euros * 100 + int(found[3] or 0)
    return amount(-cents if found[1] else cents) if euros <= MOST else found[0]


def _weight_said(found: re.Match[str]) -> str:
    kilos = int(re.sub(_SPACE, "", found[1]))
    grams = int((found[2] or "").ljust(3, "0")[:3])
    return weight(kilos * 1000 + grams) if kilos <= MOST else found[0]


def _below_hundred(n: int) -> str:
    if n < 20:
        return _SMALL[n]
    tens, unit = divmod(n, 10)
    if tens in (7, 9):
        joint = " et " if n == 71 else "-"
        return f"{_TENS[tens]}{joint}{_SMALL[unit + 10]}"
    if tens == 8:
        return f"quatre-vingt-{_SMALL[unit]}" if unit else "quatre-vingts"
    if not unit:
        return _TENS[tens]
    return f"{_TENS[tens]} et un" if unit == 1 else f"{_TENS[tens]}-{_SMALL[unit]}"


def _unplural(words: str) -> str:
    """ "quatre-vingts" and "deux cents" lose their s before "mille"."""
    return words.removesuffix("s") if words.endswith(("vingts", "cents")) else words
