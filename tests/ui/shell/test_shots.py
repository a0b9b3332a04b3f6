"""Taking pictures: every size and look, one that fails never stops the others, all on one sheet."""

from pathlib import Path

import pytest
from paper_samples import SALE
from PIL import Image
from PySide6.QtWidgets import QApplication
from shops import TestShop, copy_shop

from reuse_pos.domain.receipt import sale_receipt
from reuse_pos.hardware.receipt_escpos import EscPosSetup, encode
from reuse_pos.ui import contact, shot_states, shots
from reuse_pos.ui.shot_hands import Hands
from reuse_pos.ui.shot_states import Shot

LOOKS = {"1366-light", "1366-dark", "1024-light", "1024-dark"}


@pytest.fixture
def folder(tmp_path: Path, qapp: QApplication) -> Path:
    """A shop's folder, closed."""
    made = copy_shop(tmp_path / "shop")
    made.shop.close()
    return tmp_path / "shop"


def take(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, *states: Shot) -> int:
    monkeypatch.setattr(shot_states, "states", lambda: states)
    return shots.main(["--out", str(out), "--data", str(folder)])


def test_a_state_is_taken_in_every_size_and_look(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = Shot("02-caisse", "07", "counter", Hands.settle, "02d-caisse", "02b-caisse-contraste")
    assert take(folder, tmp_path / "out", monkeypatch, state) == 0
    names = {path.stem for path in (tmp_path / "out").glob("0*.png")}
    wide = {"02-caisse-1366-light", "02-caisse-1366-dark"}
    narrow = {"02d-caisse-1024-light", "02d-caisse-1024-dark"}
    strong = {"02b-caisse-contraste-1366-max", "02b-caisse-contraste-1024-max"}
    assert names == wide | narrow | strong
    with Image.open(tmp_path / "out" / "02d-caisse-1024-dark.png") as picture:
        assert picture.size == (1024, 768)
    assert (tmp_path / "out" / "contact.png").exists()


def test_a_state_that_fails_is_named_and_the_others_are_taken(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    broken = Shot("09-rien", "07", "counter", lambda hands: hands.touch("no_such_key"))
    door = Shot("01-connexion", "", "", Hands.settle)
    assert take(folder, tmp_path / "out", monkeypatch, broken, door) == 1
    assert "09-rien: Missing: no key no_such_key" in capsys.readouterr().err
    names = {path.stem.removeprefix("01-connexion-") for path in (tmp_path / "out").glob("01*")}
    assert names == LOOKS


def test_the_shop_itself_is_left_as_it_was(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "shop.db").read_bytes()

    def sell(hands: Hands) -> None:
        hands.shop.till.open_session(hands.person("07").actor, "001-1", 15_000)

    assert take(folder, tmp_path / "out", monkeypatch, Shot("x", "07", "counter", sell)) == 0
    assert (folder / "shop.db").read_bytes() == before


def test_no_shop_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert shots.main(["--out", str(tmp_path / "out"), "--data", str(tmp_path / "empty")]) == 2
    assert "boutique" in capsys.readouterr().err


def test_papers_and_screens_are_all_on_the_sheet(tmp_path: Path) -> None:
    papers, out = tmp_path / "papers", tmp_path / "out"
    (papers / "receipts").mkdir(parents=True)
    out.mkdir()
    (papers / "receipts" / "001.bin").write_bytes(encode(sale_receipt(SALE), EscPosSetup()))
    drawn = contact.draw_papers(papers, out)
    assert [path.name for path in drawn] == ["12-ticket-1.png", "12-ticket-2.png"]
    for end in contact.ENDS:
        Image.new("RGB", (1366, 768), "#1E409A").save(out / f"02-caisse{end}.png")
    assert [len(row) for row in contact._rows(sorted(out.glob("0*.png")))] == [4, 2]
    with Image.open(contact.contact_sheet(out)) as sheet:
        assert sheet.width == 4 * (contact.THUMB + contact.GAP) + contact.GAP


def test_next_morning_is_an_open_day(small_shop: TestShop) -> None:
    assert shots.next_morning(small_shop.shop).isoformat()[:16] == "2026-11-03T09:02"
