"""Every word shown to people has its French, well set, with the same places to fill."""

import ast
import re
import string
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from reuse_pos.domain.wording import CATALOGUES, read_catalogue

PACKAGE = Path(__file__).resolve().parent.parent / "reuse_pos"
PLURAL = "\0plural"
FRENCH = sorted((CATALOGUES / "fr").glob("*.po"))
WORDS = {path.name: read_catalogue(path) for path in FRENCH}
ENTRIES = [(name, msgid, text) for name, words in WORDS.items() for msgid, text in words.items()]


class Call(NamedTuple):
    """One call of `_`, `N_` or `ngettext` in the code."""

    where: str
    function: str
    node: ast.Call

    @property
    def msgids(self) -> list[ast.expr]:
        return self.node.args[: 2 if self.function == "ngettext" else 1]


def calls() -> list[Call]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (name := called_name(node)):
                where = f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"
                found.append(Call(where, name, node))
    return found


def called_name(node: ast.Call) -> str:
    function = node.func
    name = (
        function.id
        if isinstance(function, ast.Name)
        else function.attr
        if isinstance(function, ast.Attribute)
        else ""
    )
    return name if name in ("_", "N_", "ngettext") else ""


def literal(expression: ast.expr) -> str | None:
    return (
        expression.value
        if isinstance(expression, ast.Constant) and isinstance(expression.value, str)
        else None
    )


def places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


CALLS = calls()


def test_every_sentence_in_the_code_has_its_french() -> None:
    french = {msgid for words in WORDS.values() for msgid, text in words.items() if text.strip()}
    missing = []
    for call in CALLS:
        wanted = [literal(argument) for argument in call.msgids]
        if call.function == "ngettext" and wanted[0] is not None:
            wanted[1] = wanted[0] + PLURAL
        missing += [
            f"{call.where}: {msgid!r}"
            for msgid in wanted
            if msgid is not None and msgid not in french
        ]
    assert not missing


def test_sentences_are_whole_literals_or_names() -> None:
    """A sentence glued together (f-string, +, %, .format) can never be found in a catalogue."""
    glued = [
        call.where
        for call in CALLS
        for argument in call.msgids
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(argument, ast.Call)
            and isinstance(argument.func, ast.Attribute)
            and argument.func.attr == "format"
        )
    ]
    assert not glued


def test_each_place_in_a_sentence_gets_its_value() -> None:
    wrong = []
    for call in CALLS:
        given = {keyword.arg for keyword in call.node.keywords}
        if call.function == "N_" or None in given:  # filled later, or from a mapping
            continue
        for argument in call.msgids:
            wanted = places(literal(argument) or "") - (
                {"n"} if call.function == "ngettext" else set()
            )
            if not wanted <= given:
                wrong.append(f"{call.where}: no value for {sorted(wanted - given)}")
    assert not wrong


def test_sentences_in_the_code_are_english() -> None:
    french = [
        f"{call.where}: {text!r}"
        for call in CALLS
        for argument in call.msgids
        if (text := literal(argument)) and re.search("[àâçéèêëîïôùûœÀÂÇÉÈÊŒ]", text)
    ]
    assert not french


def test_no_entry_is_empty() -> None:
    assert not [f"{name}: {msgid!r}" for name, msgid, text in ENTRIES if not text.strip()]


def test_places_agree_between_the_languages() -> None:
    wrong = []
    for name, msgid, text in ENTRIES:
        singular = msgid + PLURAL in WORDS[name]
        counted = msgid.endswith(PLURAL) or singular
        wanted = places(msgid.removesuffix(PLURAL)) | ({"n"} if counted else set())
        # "un article" may say its number in letters; a plural may not.
        optional = {"n"} if counted else set()
        if not wanted - optional <= places(text) <= wanted:
            wrong.append(f"{name}: {msgid!r} -> {text!r}")
    assert not wrong


def test_one_sentence_has_one_french() -> None:
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    for name, msgid, text in ENTRIES:
        seen[msgid][text] = name
    assert not {msgid: texts for msgid, texts in seen.items() if len(texts) > 1}


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ("a breaking space before a double sign", "[ \u202f][:;!?€%»]"),
        ("no space before a double sign", "[A-Za-zÀ-ÿ0-9}][!;?€%]"),
        ("a breaking space after an opening quote", "«[^\u00a0]"),
        ("a typewriter apostrophe", "[A-Za-zÀ-ÿ]'"),
        ("three dots instead of one sign", r"\.\.\."),
    ],
)
def test_french_typography(fault: str, pattern: str) -> None:
    found = [f"{name}: {text!r}" for name, _msgid, text in ENTRIES if re.search(pattern, text)]
    assert not found, fault
