"""The commands as a script sees them: exit status, one French sentence, one JSON object."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from reuse_pos import bootstrap, cli
from reuse_pos.__main__ import main as program
from reuse_pos.domain.errors import Refusal

MONTH = "2026-10"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop that lived one day, made by the command itself."""
    out = tmp_path_factory.mktemp("cli")
    assert program(["demo", "--out", str(out), "--days", "1"]) == 0
    return out


@pytest.fixture
def shop(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo shop's folder that a test may spoil."""
    return Path(shutil.copytree(demo / "shop", tmp_path / "shop"))


class Ran:
    """What a command answered."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[object]:
    """Run the program as from a terminal, in an empty folder."""
    before = Path.cwd()
    os.chdir(tmp_path)

    def command(*arguments: object) -> Ran:
        capsys.readouterr()
        status = program([str(one) for one in arguments])
        return Ran(status, *capsys.readouterr())

    yield command
    os.chdir(before)


def refused(ran: Ran, *words: str) -> None:
    """Status 2, nothing on stdout, one line of French on stderr."""
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.endswith("\n")
    assert ran.err.count("\n") == 1
    for word in words:
        assert word in ran.err
    assert not {"the", "Nothing", "There", "Error", "Traceback"} & set(ran.err.split())


# ------------------------------------------------------------------ what holds


def test_a_demo_says_where_its_papers_are(run, tmp_path: Path) -> None:
    ran = run("demo", "--out", tmp_path / "d", "--days", "2", "--seed", "3")
    assert ran.status == 0
    assert ran.err == "", "no progress in a pipe"
    assert str(tmp_path / "d" / "papers") in ran.out
    assert "tickets" in ran.out
    assert "détournés des déchets" in ran.out
    kinds = {path.suffix for path in (tmp_path / "d" / "papers").iterdir()}
    assert {".pdf", ".xlsx", ".csv", ".json", ".zpl", ".bin", ".txt"} <= kinds


def test_doctor_and_verify_hold_and_speak_json(run, demo: Path) -> None:
    folder = ("--data", demo / "shop")
    ran = run("doctor", *folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "Tout se tient.\n"
    health = json.loads(run("doctor", "--json", *folder).out)
    assert health["sound"] is True
    assert health["findings"] == []
    assert health["counts"]["mass_posting"] > 100
    ran = run("fiscal", "verify", *folder)
    assert ran.status == 0
    assert ran.out.startswith("Le journal se tient")
    verdict = json.loads(run("fiscal", "verify", "--json", *folder).out)
    assert (verdict["ok"], verdict["findings"]) == (True, [])
    assert verdict["records"] > 30
    one = json.loads(run("fiscal", "verify", "--json", "--till", "001-2", *folder).out)
    assert 0 < one["records"] < verdict["records"]


def test_reports_are_listed_and_written(run, demo: Path, tmp_path: Path) -> None:
    listed = run("report", "list", "--data", demo / "shop")
    assert (listed.status, listed.err) == (0, "")
    assert "diverted: Poids détourné des déchets" in listed.out.splitlines()
    for form in ("pdf", "xlsx", "csv", "json"):
        file = tmp_path / f"weights.{form}"
        ran = run("report", "diverted", "--month", MONTH, "--format", form, "--out", file,
                  "--data", demo / "shop")  # fmt: skip
        assert (ran.status, ran.out) == (0, f"{file}\n")
        made = (demo / "papers" / f"diverted-{MONTH}.{form}").read_bytes()
        if form in ("csv", "json"):
            assert file.read_bytes() == made
        assert file.read_bytes()[:4] == made[:4]


def test_a_report_without_month_or_file_is_the_latest_in_this_folder(
    run, demo: Path, tmp_path: Path
) -> None:
    ran = run("report", "diverted", "--data", demo / "shop")
    assert (ran.status, ran.out) == (0, f"diverted-{MONTH}.json\n")
    assert json.loads((tmp_path / f"diverted-{MONTH}.json").read_text("utf-8"))["month"] == MONTH


def test_a_report_of_several_months(run, demo: Path, tmp_path: Path) -> None:
    """Catches a period read as its first month, and lines that no longer say their month."""
    folder = ("--data", demo / "shop")
    ran = run("report", "diverted", "--from", "2026-09", "--to", "2026-11", *folder)
    assert (ran.status, ran.out) == (0, "diverted-2026-09_2026-11.json\n")
    found = json.loads((tmp_path / "diverted-2026-09_2026-11.json").read_text("utf-8"))
    assert (found["month"], found["balanced"]) == ("2026-09/2026-11", True)
    assert {row["month"] for row in found["rows"]} == {MONTH, "2026-11"}
    ran = run("report", "diverted", "--from", MONTH, *folder)
    assert ran.out == f"diverted-{MONTH}.json\n", "without an end, up to the month in course"
    one = json.loads((tmp_path / f"diverted-{MONTH}.json").read_text("utf-8"))
    assert one["totals"]["collected_g"] == found["totals"]["collected_g"]
    refused(run("report", "diverted", "--to", MONTH, *folder), "--from")
    refused(run("report", "diverted", "--month", MONTH, "--from", MONTH, *folder), "--month")
    refused(run("report", "diverted", "--from", "2026-11", "--to", "2026-09", *folder), "2026-11")


def test_the_folder_may_come_from_the_environment(
    run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REUSE_POS_DATA", str(demo / "shop"))
    assert run("doctor").status == 0


def test_checks_run_beside_an_open_till(run, demo: Path, shop: Path) -> None:
    with bootstrap.open_shop(shop):
        assert run("doctor", "--data", shop).status == 0
        assert run("fiscal", "verify", "--data", shop).status == 0


def test_checks_change_nothing(run, shop: Path) -> None:
    before = (shop / "shop.db").read_bytes()
    for command in (("doctor",), ("fiscal", "verify"), ("report", "list")):
        assert run(*command, "--data", shop).status == 0
    assert (shop / "shop.db").read_bytes() == before


def test_an_archive_is_written_read_back_and_checked_without_the_shop(
    run, shop: Path, tmp_path: Path
) -> None:
    file = tmp_path / "2026.zip"
    ran = run("fiscal", "archive", "--year", "2026", "--out", file, "--data", shop)
    assert (ran.status, ran.err) == (0, "")
    assert f"Archive écrite et relue\u00a0: {file}" in ran.out
    shutil.rmtree(shop)
    ran = run("fiscal", "verify", "--archive", file)
    assert (ran.status, ran.err) == (0, "")
    assert "L’archive se tient" in ran.out
    verdict = json.loads(run("fiscal", "verify", "--json", "--archive", file).out)
    assert (verdict["ok"], verdict["findings"]) == (True, [])
    ran = run("fiscal", "verify", "--archive", file, "--key", "0" * 16)
    assert ran.status == 1
    assert "avec la clé 0000000000000000" in ran.out


def test_the_attestation_needs_a_publisher(run, demo: Path) -> None:
    refused(run("fiscal", "attest", "--data", demo / "shop"), "Aucun éditeur")
    ran = run("fiscal", "attest", "--publisher", "Coopérative", "--data", demo / "shop")
    assert (ran.status, ran.err) == (0, "")
    assert "Coopérative" in ran.out


# ------------------------------------------------------------------ what does not hold


def test_what_does_not_hold_exits_with_one(run, shop: Path) -> None:
    with sqlite3.connect(shop / "shop.db") as connection:
        connection.execute("UPDATE mass_day SET grams = grams + 1 WHERE place = 'out:sale'")
    connection.close()
    ran = run("doctor", "--data", shop)
    assert (ran.status, ran.err) == (1, "")
    assert "roll_up: mass_day" in ran.out
    assert "Certaines choses ne se tiennent pas" in ran.out
    health = json.loads(run("doctor", "--json", "--data", shop).out)
    assert health["sound"] is False
    assert {one["check"] for one in health["findings"]} >= {"roll_up"}


# ------------------------------------------------------------------ what is refused


def test_no_shop_there(run, tmp_path: Path) -> None:
    for command in (("doctor",), ("fiscal", "verify"), ("report", "list")):
        refused(run(*command, "--data", tmp_path / "no"), "Il n’y a pas de boutique")
    assert not (tmp_path / "no").exists()


def test_a_file_that_is_no_database(run, shop: Path) -> None:
    (shop / "shop.db").write_bytes(b"not a shop at all" * 500)
    refused(run("doctor", "--data", shop), "abîmé")


def test_a_newer_database(run, shop: Path) -> None:
    with sqlite3.connect(shop / "shop.db") as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = (shop / "shop.db").read_bytes()
    for command in (("doctor",), ("fiscal", "verify"), ("report", "diverted")):
        refused(run(*command, "--data", shop), "version plus récente")
    with pytest.raises(Refusal) as refusal, bootstrap.open_shop(shop):
        pass
    assert refusal.value.code == "newer"
    assert (shop / "shop.db").read_bytes() == before


def test_a_second_copy_of_the_program(shop: Path) -> None:
    with bootstrap.open_shop(shop):
        with pytest.raises(Refusal) as refusal, bootstrap.open_shop(shop):
            pass
        assert refusal.value.code == "second_copy"
        assert "déjà ouvert" in refusal.value.sentence
    with bootstrap.open_shop(shop) as again:
        assert again.till.tills()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_cannot_be_written(run, shop: Path, tmp_path: Path) -> None:
    (shop / "shop.db").chmod(0o400)
    shop.chmod(0o500)
    try:
        with pytest.raises(Refusal) as refusal, bootstrap.open_shop(shop):
            pass
        assert refusal.value.code == "read_only"
        refused(run("demo", "--out", shop / "in"), "Impossible de créer")
    finally:
        shop.chmod(0o700)


def test_a_demo_never_writes_over_a_shop(run, shop: Path) -> None:
    before = (shop / "shop.db").read_bytes()
    refused(run("demo", "--out", shop.parent), "Il y a déjà une boutique")
    assert (shop / "shop.db").read_bytes() == before
    assert not (shop.parent / "papers").exists()


def test_a_demo_where_no_folder_can_be(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here first")
    refused(run("demo", "--out", tmp_path / "file"), "Impossible de créer")
    assert (tmp_path / "file").read_text() == "here first"


@pytest.mark.parametrize(
    "content", ["not JSON", "[]", "{}", '{"type_dechets": [], "grille_objets": 3}', "\x00\xff"]
)
def test_a_settings_file_that_is_none(run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, "latin-1")
    refused(run("demo", "--out", tmp_path / "d", "--settings", file), "settings.json")
    refused(run("demo", "--out", tmp_path / "d", "--settings", tmp_path / "none.json"), "none.json")
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("month", ["2026-13", "octobre", "2026-1", "2026-10-01", "0000-01"])
def test_what_is_no_month(run, demo: Path, tmp_path: Path, month: str) -> None:
    ran = run("report", "diverted", "--month", month, "--data", demo / "shop")
    refused(ran, "n’est pas un mois")
    assert list(tmp_path.glob("diverted*")) == []


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("nothing", "--month", MONTH), "nothing"),
        (("diverted", "--month", MONTH, "--format", "docx"), "docx"),
        (("diverted", "--month", "2031-01"), "Aucune pesée"),
        (("diverted", "--month", MONTH, "--out", "no/such/folder/a.json"), "n’a pas pu être écrit"),
    ],
)
def test_a_report_that_cannot_be(
    run, demo: Path, tmp_path: Path, options: tuple[str, ...], word: str
) -> None:
    refused(run("report", *options, "--data", demo / "shop"), word)
    assert list(tmp_path.rglob("*.json")) == []


def test_a_till_that_is_none(run, demo: Path) -> None:
    refused(run("fiscal", "verify", "--till", "009-9", "--data", demo / "shop"), "009-9")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--year", "2019"), "2019"),
        (("--year", "20266"), "20266"),
        ((), "ni une année ni un mois"),
        (("--year", "2026", "--out", "no/such/folder/a.zip"), "n’a pas pu être écrit"),
    ],
)
def test_an_archive_that_cannot_be(
    run, shop: Path, tmp_path: Path, options: tuple[str, ...], word: str
) -> None:
    refused(run("fiscal", "archive", "--out", "a.zip", *options, "--data", shop), word)
    assert list(tmp_path.rglob("*.zip")) == []
    assert run("fiscal", "verify", "--data", shop).status == 0


def test_what_is_no_archive(run, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no")
    refused(run("fiscal", "verify", "--archive", tmp_path / "no.zip"), "no.zip")
    refused(run("fiscal", "verify", "--archive", tmp_path / "none.zip"), "none.zip")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (("demo",), "--out"),
        (("demo", "--out", "d", "--days", "0"), "--days"),
        (("demo", "--out", "d", "--days", "many"), "--days"),
        (("demo", "--out", "d", "--seed", "x"), "--seed"),
        (("doctor", "--wrong"), "--wrong"),
        (("doctor", "extra"), "reuse-pos doctor --help"),
        (("nothing",), "reuse-pos --help"),
        (("fiscal", "nothing"), "reuse-pos fiscal --help"),
        (("fiscal", "verify", "--data"), "reuse-pos"),
    ],
)
def test_a_command_line_that_cannot_be_followed(
    run, tmp_path: Path, line: tuple[str, ...], word: str
) -> None:
    refused(run(*line), word, "Rien n’a été fait")
    assert not (tmp_path / "d").exists()


# ------------------------------------------------------------------ help


def commands() -> list[tuple[str, ...]]:
    """Every command there is, with the words that call it."""

    def below(group: object, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for name, one in getattr(group, "commands", {}).items():
            if hasattr(one, "commands"):
                yield from below(one, (*words, name))
            else:
                yield (*words, name)

    return list(below(typer.main.get_command(cli.app), ()))


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_explains_itself_with_an_example(run, words: tuple[str, ...]) -> None:
    ran = run(*words, "--help")
    assert ran.status == 0
    assert f"Example: reuse-pos {' '.join(words)}" in " ".join(ran.out.split())


def test_the_help_names_every_command(run) -> None:
    ran = run("--help")
    assert ran.status == 0
    for words in commands():
        assert words[0] in ran.out
