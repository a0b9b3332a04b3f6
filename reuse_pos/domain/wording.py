"""The words people read: English in the code, the shop's language on screen and paper.

Catalogues are the translators' own `.po` files (`assets/i18n/<language>/*.po`), each read when a
sentence is not in those read before: the sign-in is painted from the first few.
"""

from __future__ import annotations

import ast
import threading
from functools import lru_cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "assets" / "i18n"
# What is read before anybody has signed in.
FIRST = ("signin", "shell", "widgets")
_state = {"language": "fr"}


def set_language(language: str) -> None:
    """Choose the language of screens and papers; "en" shows the words as written in the code."""
    _state["language"] = language


def language() -> str:
    """The language now shown."""
    return _state["language"]


def _(msgid: str, **values: object) -> str:
    """The sentence in the shop's language, with `{name}` places filled from `values`."""
    text = catalogue(_state["language"]).find(msgid) or msgid
    return text.format(**values) if values else text


def N_(msgid: str) -> str:  # noqa: N802 - the name translators' tools know
    """Marks a sentence kept in a table at import time; show it later with `_`."""
    return msgid


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """The sentence for `n` things; French uses the singular for 0 and 1, English for 1 only."""
    words = catalogue(_state["language"])
    if _state["language"] == "fr":
        text = words.find(one) if abs(n) < 2 else words.find(f"{one}\0plural")
        text = text or (one if abs(n) < 2 else many)
    else:
        text = one if n == 1 else many
    return text.format(n=n, **values)


class Catalogue:
    """The sentences of a language, read file by file as they are asked for, from any thread."""

    def __init__(self, files: list[Path]) -> None:
        self._unread = sorted(files, key=lambda path: (path.stem not in FIRST, path.stem))
        self._words: dict[str, str] = {}
        self._turn = threading.Lock()

    def find(self, msgid: str) -> str:
        """The sentence, "" when no file has it; plurals under msgid + NUL + "plural"."""
        while (found := self._words.get(msgid)) is None:
            if not self._read_one():
                return self._words.get(msgid, "")
        return found

    def _read_one(self) -> bool:
        with self._turn:
            if not self._unread:
                return False
            self._words.update(read_catalogue(self._unread[0]))
            del self._unread[0]
            return True


@lru_cache
def catalogue(language: str) -> Catalogue:
    """The sentences of a language; none for the one the code is written in."""
    return Catalogue(list((CATALOGUES / language).glob("*.po")))


def read_catalogue(path: Path) -> dict[str, str]:
    """Read one `.po` file; raises `ValueError` naming the line where it is not one."""
    words: dict[str, str] = {}
    entry: dict[str, str] = {}
    field = ""
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if not line.startswith('"'):
            field, _space, line = line.partition(" ")
            if field == "msgid":
                _keep(entry, words)
                entry = {}
        if field not in ("msgid", "msgid_plural", "msgstr", "msgstr[0]", "msgstr[1]"):
            raise ValueError(f"{path.name}, line {number}: {raw!r} is not part of a catalogue")
        entry[field] = entry.get(field, "") + _plain(line)
    _keep(entry, words)
    return words


def _plain(quoted: str) -> str:
    bare = quoted[1:-1]
    if quoted == f'"{bare}"' and "\\" not in bare and '"' not in bare:
        return bare
    # Escapes are rare; reading every line this way would cost the sign-in 20 ms.
    return str(ast.literal_eval(quoted))


def _keep(entry: dict[str, str], words: dict[str, str]) -> None:
    msgid = entry.get("msgid", "")
    if not msgid:
        return
    words[msgid] = entry.get("msgstr") or entry.get("msgstr[0]", "")
    if "msgstr[1]" in entry:
        words[f"{msgid}\0plural"] = entry["msgstr[1]"]
