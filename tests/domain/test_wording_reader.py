"""Words: the catalogue is read as it stands, and a missing sentence never stops the shop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reuse_pos.domain.wording import _, language, ngettext, read_catalogue, set_language


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("fr")


def written(path: Path, text: str) -> Path:
    (path / "x.po").write_text(text, "utf-8")
    return path / "x.po"


def test_long_sentences_plurals_and_comments_are_read(tmp_path: Path) -> None:
    """Catches a sentence cut at its first line: half a warning is worse than none."""
    path = written(
        tmp_path,
        '# a note\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid ""\n"Take "\n"payment"\n'
        'msgstr "Encaisser"\n\nmsgid "{n} item"\nmsgid_plural "{n} items"\n'
        'msgstr[0] "{n} objet"\nmsgstr[1] "{n} objets"\n',
    )
    assert read_catalogue(path) == {
        "Take payment": "Encaisser",
        "{n} item": "{n} objet",
        "{n} item\0plural": "{n} objets",
    }


@pytest.mark.parametrize("line", ['msgctxt "x"', "Encaisser", 'msgid_plurals "x"'])
def test_what_is_no_catalogue_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    """Catches a translator's slip found only when the sentence is missing on a screen."""
    path = written(tmp_path, f'msgid "a"\nmsgstr "b"\n{line}\n')
    with pytest.raises(ValueError, match=r"x\.po, line 3"):
        read_catalogue(path)


def test_an_unknown_sentence_is_shown_as_written() -> None:
    """Catches a missing translation that stops a sale with a KeyError."""
    assert language() == "fr"
    assert _("No such sentence {n}", n=3) == "No such sentence 3"
    assert _("No such {place}") == "No such {place}"


def test_none_and_one_are_singular_in_french() -> None:
    """Catches "0 objets" and "1 objets"."""
    shown = [ngettext("{n} zzz", "{n} zzzs", n) for n in (0, 1, 2)]
    assert shown == ["0 zzz", "1 zzz", "2 zzzs"]


def test_only_one_is_singular_in_english(english: None) -> None:
    """Catches the French rule applied to every language."""
    shown = [ngettext("{n} zzz", "{n} zzzs", n) for n in (0, 1, 2)]
    assert shown == ["0 zzzs", "1 zzz", "2 zzzs"]
    assert _("Take payment") == "Take payment"
