"""The page of recalled products: its age, an import, a search, a bad file told on the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import screen_audit
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.db.people import person
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.settings.recallspage import RecallsPage
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.widgets import Text

LIST = (
    "numero_fiche;marque_produit;modeles_ou_references;identification_produits;libelle;"
    "risques_encourus;date_publication\n"
    "SR/13/24;Moulinex;Subito;3045386370000;Bouilloire;Brûlures;2024-06-18\n"
)


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, small_shop: TestShop, tmp_path: Path
) -> Iterator[RecallsPage]:
    theme.install(qapp)
    manager = person(small_shop.store.read(), small_shop.manager.op)
    assert manager is not None
    screen = SettingsScreen(small_shop.shop, manager)
    qtbot.addWidget(screen)
    made = RecallsPage(
        small_shop.shop, manager, screen, choose=lambda: str(tmp_path / "rappels.csv")
    )
    qtbot.addWidget(made)
    made.resize(928, 620)
    made.show()
    made.entered()
    yield made
    tasks.close()
    theme.set("light", 100)


def words(page: RecallsPage) -> str:
    return " ".join(one.text() for one in page.findChildren(Text) if one.isVisible())


def settle() -> None:
    assert tasks.wait_idle()
    QApplication.processEvents()


def test_an_import_is_told_and_its_products_are_found(page: RecallsPage, tmp_path: Path) -> None:
    assert page.extent.text() == "Pas encore de liste"
    (tmp_path / "rappels.csv").write_text(LIST, encoding="utf-8")
    said: list[str] = []
    page.host.say.connect(lambda text, _undo: said.append(text))
    page.on_next()
    settle()
    assert said == ["1 produit importé"]
    assert "18/06/2024" in page.extent.text()
    assert page.old.isVisible()
    page.search.edit.setText("subito moul")
    page.search.submitted.emit("subito moul")
    settle()
    assert "Brûlures" in words(page)
    page.on_scan("3017620422003")
    assert "Rien trouvé" in words(page)
    assert screen_audit.faults(page) == []


def test_a_bad_file_changes_nothing(page: RecallsPage, tmp_path: Path) -> None:
    (tmp_path / "rappels.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    page.on_next()
    settle()
    assert page.extent.text() == "Pas encore de liste"
    assert "numero_fiche" in page.host.error.title.text()
    assert page.bring.isEnabled()
