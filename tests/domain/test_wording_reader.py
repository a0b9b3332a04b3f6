"""Words: the catalogue is read as it stands, and a missing sentence never stops the shop."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reuse_pos.domain.wording import (
    Catalogue,
    _,
    language,
    ngettext,
    read_catalogue,
    set_language,
)


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


def shelf(folder: Path, *names: str) -> list[Path]:
    """Files that each translate their own name."""
    for name in names:
        (folder / f"{name}.po").write_text(f'msgid "{name}"\nmsgstr "{name.upper()}"\n', "utf-8")
    return list(folder.iterdir())


def test_a_file_is_read_when_a_word_of_it_is_asked_for(tmp_path: Path) -> None:
    """Catches thirty files read before the sign-in is painted, which needs three."""
    files = shelf(tmp_path, "agenda", "shell", "signin", "till", "widgets")
    words = Catalogue(files)
    for path in files:
        if path.stem in ("agenda", "till"):
            path.write_text("no catalogue", "utf-8")
    assert [words.find(name) for name in ("widgets", "signin", "shell")] == [
        "WIDGETS", "SIGNIN", "SHELL",
    ]  # fmt: skip
    with pytest.raises(ValueError, match=r"agenda\.po"):
        words.find("till")


def test_words_asked_for_at_once_from_several_threads_are_found(tmp_path: Path) -> None:
    """Catches a sentence shown in English because another thread was still reading its file."""
    names = [f"n{number}" for number in range(60)]
    words = Catalogue(shelf(tmp_path, *names))
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(words.find, reversed(names)))
    assert found == [name.upper() for name in reversed(names)]
    assert words.find("no such word") == ""
