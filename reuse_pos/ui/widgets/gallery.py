"""The pattern sheet of the screens: every component in every state, on one page, as a PNG.

Usage: ``python -m reuse_pos.ui.widgets.gallery OUT.png [light|dark|max] [components|till] [WIDTH]``
The words are samples, in the shop's language as it would be on screen.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.ui import theme, tokens
from reuse_pos.ui.widgets import (
    Amount,
    Card,
    Chip,
    EmptyState,
    ErrorBar,
    Flow,
    Key,
    Panel,
    ProgressRow,
    SearchField,
    Snackbar,
    Text,
    column,
    row,
)
from reuse_pos.ui.widgets.gallery_till import till_page

CHIPS = (
    ("ok", "cloud-check", "À jour"),
    ("warn", "wifi-slash", "Hors ligne depuis 09:40"),
    ("info", "arrows-clockwise", "Envoi 12 sur 48"),
    ("bad", "warning", "Synchro bloquée"),
    ("ok", "printer", "Ticket"),
    ("warn", "printer", "Papier bientôt fini"),
    ("bad", "printer", "Imprimante éteinte"),
    ("ok", "scales", "Balance"),
    ("warn", "scales", "Poids instable"),
    ("bad", "scales", "Balance débranchée"),
    ("ok", "seal-check", "Journal vérifié"),
    ("ok", "database", "Sauvegarde 08:00"),
    ("warn", "database", "Sauvegarde\u00a0: 3 jours"),
)
COLOURS = (
    "canvas", "surface", "sunken", "ink", "ink2", "rail", "blue", "blue_bg", "yellow", "green",
    "orange", "plum",
)  # fmt: skip
ROLES = (
    (52, "amount-xl", "59,20\u00a0€"),
    (42, "title", "Titre d’écran"),
    (36, "plain-strong", "Mode simple, consigne"),
    (32, "h1", "Titre de bloc"),
    (28, "strong", "Touche, libellé"),
    (28, "body", "Texte courant"),
    (26, "note", "Note, le plus petit"),
)


def keys_card() -> QWidget:
    """Keys at rest, pressed, chosen, focused, inactive, dangerous, primary and next."""
    card = Card("Touches\u00a0: ce qui a un bord épais se presse")
    grid = QGridLayout()
    grid.setSpacing(10)
    pressed = Key("Appuyé")
    pressed.setDown(True)
    focused = Key("Focus clavier").named("focused")
    inactive = Key("Inactif")
    inactive.setEnabled(False)
    keys = (
        Key("Repos"),
        pressed,
        Key("Choisi", "check").choosable(True),
        focused,
        inactive,
        Key("Supprimer", "trash", "bad"),
    )
    for number, key in enumerate(keys):
        grid.addWidget(key, number // 3, number % 3)
    grid.addWidget(Key("Principal", kind="pri").sized(60), 2, 0)
    grid.addWidget(Key("Prochain geste", "check", "next").typed(20, 24).sized(60), 2, 1, 1, 2)
    for x in range(3):
        grid.setColumnStretch(x, 1)
    card.body.addLayout(grid)
    return card


def snackbars_card() -> QWidget:
    """Three snackbars, as if said one after the other."""
    card = Card("Annuler plutôt que confirmer (8 s, F4)")
    card.body.setSpacing(8)
    said = (
        ("Lampe de chevet ajoutée", "ok", "check", ""),
        ("Ligne «\u00a0Livre × 3\u00a0» enlevée", "neutral", "trash", ""),
        ("Ticket non imprimé", "warn", "printer", "Réessayer"),
    )
    for text, kind, icon, key in said:
        bar = Snackbar()
        card.body.addWidget(bar)
        bar.say(text, lambda: None, kind, icon, key)
    return card


def progress_card() -> QWidget:
    """Long work under way."""
    card = Card("Travail long")
    work = ProgressRow("Export du bilan", "La caisse reste utilisable.")
    work.show_progress(63, 100, "encore 6 s")
    card.body.addWidget(work)
    return card


def chips_card() -> QWidget:
    """Every status chip."""
    card = Card("Puces d’état\u00a0: icône + mot + couleur")
    holder = QWidget()
    flow = Flow(holder, 8)
    for kind, icon, text in CHIPS:
        flow.addWidget(Chip(text, icon, kind))
    card.body.addWidget(holder)
    return card


def empty_card() -> QWidget:
    """Two empty screens."""
    card = Card("Écrans vides\u00a0: quoi, pourquoi, quoi faire")
    why = "Scannez une étiquette\nou touchez une image."
    nothing = "Aucun objet ne vous attend."
    states = row(
        EmptyState("barcode", "Panier vide", why, "Ouvrir un panier en attente"),
        EmptyState("sparkle", "Tout est fini", nothing, "Demander du travail"),
        spacing=14,
    )
    card.body.addLayout(states)
    return card


def errors_card() -> QWidget:
    """Two errors with their way out."""
    card = Card("Erreurs\u00a0: à l’endroit du geste, avec la sortie")
    unknown, sold = ErrorBar(), ErrorBar()
    card.body.addWidget(unknown)
    card.body.addWidget(sold)
    unknown.tell("Code inconnu", "R-009999", "Vendre quand même")
    unknown.why.set_role("code")
    unknown.why.set_tone("ink")
    sold.tell("Déjà vendu le 14 nov.", "Ticket 987, 8,00\u00a0€", "Voir la fiche", kind="warn")
    return card


def colours_card() -> QWidget:
    """The palette."""
    card = Card("Couleurs")
    card.body.setSpacing(7)
    for name in COLOURS:
        swatch = QLabel()
        swatch.setFixedSize(44, 24)
        value = theme.current().hex(name)
        edge = theme.current().palette.edge
        swatch.setStyleSheet(f"background:{value};border:1px solid {edge};border-radius:5px")
        word = Text(name, "strong")
        word.setFixedWidth(108)
        card.body.addLayout(row(swatch, word, Text(value, "code-note"), None, spacing=8))
    return card


def type_card() -> QWidget:
    """The sizes of the words."""
    card = Card()
    card.body.setSpacing(0)
    card.body.addWidget(
        Text("Textes\u00a0: Atkinson Hyperlegible Next · chiffres\u00a0: Inter", "card").wrapped()
    )
    card.body.addSpacing(8)
    for high, name, words in ROLES:
        role = tokens.TYPE[name]
        size = Text(f"{role.px} / {role.weight}", "code-note")
        size.setFixedWidth(76)
        sample: QWidget = Text(words, name)
        if name == "amount-xl":
            sample = Amount(words, 44, align="left")
        line = QWidget()
        line.setFixedHeight(high)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(size)
        layout.addWidget(sample, 1)
        card.body.addWidget(line)
    return card


def components_page() -> QWidget:
    """The whole sheet."""
    page = Panel("canvas")
    columns = QHBoxLayout(page)
    columns.setContentsMargins(28, 24, 28, 24)
    columns.setSpacing(16)
    groups = (
        (105, (keys_card(), snackbars_card(), progress_card())),
        (115, (chips_card(), empty_card(), errors_card())),
        (95, (colours_card(), type_card())),
    )
    for share, cards in groups:
        side = QWidget()
        stack: QVBoxLayout = column(*cards, None, spacing=16)
        side.setLayout(stack)
        columns.addWidget(side, share)
    page.resize(1366, 900)
    return page


def main(arguments: list[str]) -> int:
    """Draw the sheet; 0 when the file is written."""
    out = arguments[0]
    mode = arguments[1] if len(arguments) > 1 else "light"
    what = arguments[2] if len(arguments) > 2 else "components"
    wide = int(arguments[3]) if len(arguments) > 3 else 1366
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.install(app, mode)
    page = till_page(wide) if what == "till" else components_page()
    page.show()
    focused = page.findChild(Key, "focused") or page.findChild(SearchField)
    if focused is not None:
        page.activateWindow()
        focused.setFocus()
    app.processEvents()
    return 0 if page.grab().save(out) else 1


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raise SystemExit(main(sys.argv[1:]))
