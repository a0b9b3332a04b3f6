"""One French word, one meaning: the glossary is a table that the screens obey."""

import re
from collections import Counter
from pathlib import Path

import pytest

from reuse_pos.domain.wording import CATALOGUES, read_catalogue

GLOSSARY = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
WORDS = [
    (path.name, msgid.partition("\0")[0], text)
    for path in sorted((CATALOGUES / "fr").glob("*.po"))
    for msgid, text in read_catalogue(path).items()
]


def table(heading: str, columns: int) -> list[list[str]]:
    """The body rows of the table under a heading of the glossary."""
    section = GLOSSARY.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ][2:]
    assert rows, heading
    assert all(len(row) == columns for row in rows), f"{heading}: a row has not {columns} cells"
    return rows


HEADINGS = ("Places and people", "Goods coming in", "Inside", "Goods going out", "Till", "Kilos")
TERMS = [row for heading in HEADINGS for row in table(heading, 4)]
REFUSED = table("Words that are not used", 3)


def plain(text: str) -> str:
    return text.strip(" `").casefold().replace("\u00a0", " ").replace("’", "'")


def each(cell: str) -> list[str]:
    return [plain(word) for word in cell.split(" / ")]


def shortens(text: str, term: str) -> bool:
    """A key or a narrow paper may drop words of the term ("FOND"), never change one."""
    left = {word.rstrip("s") for word in plain(text).split()}
    return left <= {word.rstrip("s") for word in term.split()}


@pytest.mark.parametrize(("column", "name"), [(0, "French word"), (2, "identifier")])
def test_a_word_has_one_meaning(column: int, name: str) -> None:
    seen = Counter(word for row in TERMS for word in each(row[column]) if word != "—")
    assert not [word for word, times in seen.items() if times > 1], f"a {name} stands twice"


def test_every_row_is_complete() -> None:
    assert all(cell for row in TERMS for cell in row)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[0])
def test_a_refused_word_is_on_no_screen_or_paper(row: list[str]) -> None:
    word = re.compile(rf"\b{re.escape(plain(row[0]))}\b")
    found = [
        f"{name}: {text!r} (say {row[1]})"
        for name, _msgid, text in WORDS
        if word.search(plain(text))
    ]
    assert not found


def test_a_term_alone_on_a_key_has_the_french_of_the_glossary() -> None:
    french: dict[str, set[str]] = {}
    for row in TERMS:
        for english in each(row[1]):
            french.setdefault(english, set()).update(each(row[0]))
    wrong = [
        f"{name}: {msgid!r} -> {text!r}, glossary: {sorted(french[plain(msgid)])}"
        for name, msgid, text in WORDS
        if plain(msgid) in french and not any(shortens(text, term) for term in french[plain(msgid)])
    ]
    assert not wrong
