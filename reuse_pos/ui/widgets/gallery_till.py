"""A till as it looks on a busy Saturday, made of the widgets alone: the pattern for whole
screens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reuse_pos.ui import tokens
from reuse_pos.ui.widgets import (
    Amount,
    BasketLine,
    ChipView,
    Key,
    LineView,
    Panel,
    Pictogram,
    Rail,
    ScaleWell,
    SearchField,
    Text,
    Tile,
    TopBar,
    WordAmount,
    column,
    row,
)
from reuse_pos.ui.widgets.rail import CASHIER_RAIL

TILES = (
    ("Textile au kilo", "5,00\u00a0€/kg", "scales", "textile"),
    ("Vêtement", "2,00\u00a0€", "t-shirt", "textile"),
    ("Manteau", "5,00\u00a0€", "hoodie", "textile"),
    ("Chaussures", "4,00\u00a0€", "sneaker", "textile"),
    ("Livre", "1,00\u00a0€", "book", "livres_medias"),
    ("Assiette, verre", "0,50\u00a0€", "plate", "vaisselle"),
    ("Vaisselle au kilo", "2,00\u00a0€/kg", "scales", "vaisselle"),
    ("Jouet", "1,00\u00a0€", "puzzle-piece", "jouets"),
    ("Jeu de société", "3,00\u00a0€", "dice-five", "jouets"),
    ("CD, DVD", "1,00\u00a0€", "disc", "livres_medias"),
    ("Bibelot", "1,00\u00a0€", "vase", "deco_divers"),
    ("Lampe", "6,00\u00a0€", "lamp", "electro"),
    ("Petit électro", "8,00\u00a0€", "plug", "electro"),
    ("Outil", "2,00\u00a0€", "hammer", "bricolage"),
    ("Linge de maison", "2,00\u00a0€", "bed", "textile"),
    ("Sac à main", "3,00\u00a0€", "handbag", "textile"),
    ("Cadre, miroir", "4,00\u00a0€", "image-square", "deco_divers"),
    ("Meuble", "Prix à saisir", "armchair", "meubles"),
    ("Vélo", "Prix à saisir", "bicycle", "sport"),
    ("Autre objet", "Prix à saisir", "note-pencil", "a_trier"),
)
FAMILIES = (
    ("Fréquents", "star"), ("Textile", "t-shirt"), ("Vaisselle", "cooking-pot"),
    ("Livres", "books"), ("Jouets", "puzzle-piece"), ("Déco", "image-square"), ("Autres", "tray"),
)  # fmt: skip
ACTIONS = (
    ("Mettre en attente", "pause", "F6"), ("Remise", "percent", "F7"),
    ("Réserver", "calendar-check", "F8"), ("Retour / échange", "arrow-u-up-left", "F9"),
    ("Tiroir", "coins", "F10"),
)  # fmt: skip
LINES = (
    LineView("Fauteuil Voltaire retapissé", "36,00\u00a0€", "armchair", "meubles", "R-004812",
             "tarif solidaire −20\u00a0%", "45,00\u00a0€"),
    LineView("Lampe de chevet en bois", "8,00\u00a0€", "lamp", "electro", "R-005120",
             "testée le 18/11"),
    LineView("Textile au kilo", "9,20\u00a0€", "t-shirt", "textile", "",
             "1,840 kg × 5,00\u00a0€/kg"),
    LineView("Livre", "3,00\u00a0€", "books", "livres_medias", "", "3 × 1,00\u00a0€", quantity=3),
    LineView("Assiette, verre", "3,00\u00a0€", "plate", "vaisselle", "", "6 × 0,50\u00a0€",
             quantity=6),
)  # fmt: skip


def till_page(wide: int = 1366) -> QWidget:
    """The till at 1366 × 768, or compact at 1024."""
    compact = wide < tokens.COMPACT_UNDER
    page = Panel("canvas")
    rail = Rail()
    rail.set_entries(CASHIER_RAIL)
    rail.set_active("counter")
    rail.set_compact(compact)
    bar = TopBar()
    bar.set_title("Caisse 1", "Ticket 1042")
    bar.set_chips(
        (
            ChipView("sync", "ok", "cloud-check", "À jour"),
            ChipView("receipt", "ok", "printer", "Ticket"),
            ChipView("scale", "ok", "scales", "Balance"),
        )
    )
    bar.set_user("Chantal", "flower", "deco_divers")
    bar.set_compact(compact)
    work = QWidget()
    work.setLayout(row(_counter(compact), _basket(compact), spacing=0))
    right = QWidget()
    right.setLayout(column(bar, work, spacing=0))
    page.setLayout(row(rail, right, spacing=0))
    page.resize(wide, 768)
    return page


def _counter(compact: bool) -> QWidget:
    side = QWidget()
    whole = QVBoxLayout(side)
    whole.setContentsMargins(*((14, 14, 12, 12) if compact else (20, 16, 16, 14)))
    whole.setSpacing(12)
    hint = "Scannez ou tapez" if compact else "Scannez une étiquette, ou tapez un nom ou un prix"
    whole.addLayout(row(SearchField(hint), ScaleWell(), spacing=12))
    families = [Key(text, icon).choosable() for text, icon in FAMILIES[: 4 if compact else 7]]
    families[0].with_icon("star", "fill").setChecked(True)
    whole.addLayout(row(*families, spacing=8))
    for key in families:
        key.setSizePolicy(key.sizePolicy().Policy.Expanding, key.sizePolicy().Policy.Fixed)
    grid = QGridLayout()
    grid.setSpacing(10)
    columns = 4 if compact else 5
    for number, (name, note, icon, family) in enumerate(TILES[: columns * 4]):
        tile = Tile(name, note, icon, family)
        if number < 3:
            tile.set_hint(f"F{number + 1}")
        tile.set_tested(family == "electro")
        grid.addWidget(tile, number // columns, number % columns)
        grid.setColumnStretch(number % columns, 1)
    whole.addLayout(grid)
    whole.addStretch(1)
    actions = [Key(text, icon, hint=hint, place="above").sized(64) for text, icon, hint in ACTIONS]
    for key in actions:
        key.setSizePolicy(key.sizePolicy().Policy.Ignored, key.sizePolicy().Policy.Fixed)
        if compact:
            key.set_hint("").typed(14, 20)
    whole.addLayout(row(*actions, spacing=10))
    return side


def _basket(compact: bool) -> QWidget:
    side = Panel("side")
    side.setFixedWidth(tokens.BASKET_COMPACT if compact else tokens.BASKET)
    head = Panel("bar")
    head.setFixedHeight(64)
    parked = Key("2 en attente", "" if compact else "pause-circle")
    bin_key = Key(icon="trash", kind="bad").sized(48, 48).spoken("Vider le panier")
    line = row(Text("Panier", "h1"), Text("12 objets", "muted"), None, parked, bin_key)
    line.setContentsMargins(14, 0, 14, 0)
    head.setLayout(line)
    lines = [BasketLine(view) for view in LINES]
    lines[-1].set_chosen(True)
    lines[-1].set_compact(compact)
    body = column(head, *lines, None, _total(compact), spacing=0)
    body.setContentsMargins(1, 0, 0, 0)
    side.setLayout(body)
    return side


def _total(compact: bool) -> QWidget:
    foot = Panel("foot")
    layout = QVBoxLayout(foot)
    layout.setContentsMargins(14, 10, 14, 14)
    layout.setSpacing(2)
    layout.addWidget(WordAmount("Tarif solidaire", "−9,00\u00a0€"))
    kilos = Text("18,6 kg réemployés", "strong", "green")
    layout.addLayout(row(Pictogram("recycle", "green", 20), kilos, None, spacing=6))
    total = row(Text("Total", "h1"), None, Amount("59,20\u00a0€", 44))
    total.setAlignment(Qt.AlignmentFlag.AlignBottom)
    layout.addLayout(total)
    layout.addSpacing(8)
    undo = Key("Annuler le\ndernier geste", "arrow-counter-clockwise", place="above")
    undo.typed(14, 22).sized(76, 104)
    cash = Key("Encaisser", "money", "next", "" if compact else "F12").typed(26, 34)
    cash.sized(76).setSizePolicy(cash.sizePolicy().Policy.Expanding, cash.sizePolicy().Policy.Fixed)
    layout.addLayout(row(undo, cash))
    return foot
