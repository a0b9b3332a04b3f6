"""Papers of the sample shop: the ticket, labels and Z that tests and pictures start from."""

from dataclasses import replace

from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.label import LabelDoc, LabelFacts, LabelKind, make_label
from reuse_pos.domain.receipt import (
    PaymentLine,
    ReceiptLine,
    SaleReceipt,
    ShopHeader,
    VatLine,
)
from reuse_pos.domain.till_slips import (
    AmountLine,
    CashReport,
    CashReportKind,
    Counts,
    MethodLine,
)

SHOP = ShopHeader(
    "Recyclerie de Rennes-Nord",
    ("12 rue des Artisans, 35000 Rennes", "02 99 00 00 00 · SIRET 000 000 000 00000"),
    "Reuse POS 1.0.0",
)
LINES = (
    ReceiptLine(
        "Fauteuil Voltaire retapissé",
        4500,
        "R-004812",
        discount_label="Tarif solidaire -20 %",
        discount_cents=900,
        defect="pied recollé",
        guarantee=True,
    ),
    ReceiptLine(
        "Lampe de chevet en bois",
        800,
        "R-005120",
        tested_on="18/11/2026",
        feminine=True,
        guarantee=True,
    ),
    ReceiptLine("Textile au kilo", 920, grams=1840, kilo_cents=500),
    ReceiptLine("Livre", 300, quantity=3, unit_cents=100),
    ReceiptLine("Assiette, verre", 300, quantity=6, unit_cents=50),
)
SALE = SaleReceipt(
    shop=SHOP,
    ticket_no=1042,
    at="21/11/2026 10:58",
    till="1",
    operator="07",
    lines=LINES,
    payments=(
        PaymentLine("Bon solidaire", 2000),
        PaymentLine("Espèces", 5000),
        PaymentLine("Rendu", -1080),
    ),
    vat=(VatLine("", 0, 5920, 0, 5920, "Exonération de TVA, art. 261-7-1° du CGI"),),
    total_cents=5920,
    grams_reused=18600,
    barcode="2200100010420",
    signature="7f3a91c2",
    journal_no=48217,
    return_rule="Retour / échange sous 15 jours : gardez ce ticket, scannez ce code",
    open_drawer=True,
)
Z_REPORT = CashReport(
    kind=CashReportKind.Z,
    shop=SHOP,
    number=214,
    till="1",
    operator="07",
    opened_at="21/11/2026 09:04",
    closed_at="21/11/2026 18:32",
    counts=Counts(sales=64, refunds=1, voids=2, reprints=1),
    vat=(
        VatLine("A", 2000, 10000, 2000, 12000),
        VatLine("B", 550, 10000, 550, 10550),
        VatLine("", 0, 104020, 0, 104020, "Exonération de TVA, art. 261-7-1° du CGI"),
    ),
    methods=(
        MethodLine("Espèces", 40, 35030, 34980),
        MethodLine("Carte (= terminal)", 20, 68840, 68840),
        MethodLine("Bons solidaires", 6, 12000, 12000),
        MethodLine("Chèque", 1, 4500, 4500),
    ),
    cash=(
        AmountLine("Fond du matin", 15000),
        AmountLine("+ Espèces encaissées", 41230),
        AmountLine("− Mis au coffre à 13:05", -21200),
        AmountLine("= Attendu", 35030),
    ),
    left=(AmountLine("Fond laissé pour demain", 15000), AmountLine("À mettre au coffre", 19980)),
    turnover_cents=126570,
    gtp_cents=1234567890,
    gtpa_cents=1240000000,
    grams_reused=412300,
    signature="0a1b2c3d",
    journal_no=48288,
    reason="erreur de rendu",
    name="z-2026-11-21-1-214",
    key="56475aa75463474c",
)
STORE = {"store": "Rennes-Nord", "month": "11/2026"}


def item_code(counter: int) -> str:
    """The 13 digits of an item of store 001, device R."""
    return make_code(CodeKind.ITEM, 1, 0, counter)


FURNITURE = LabelFacts(
    item_code(5231),
    "Commode 3 tiroirs",
    6500,
    "L 80 × P 42 × H 85 cm · 31,6 kg",
    done="Poncée et repeinte",
    defect="un tiroir frotte",
    markdown_percent=20,
    markdown_from="21/12",
    **STORE,
)
LAMP = LabelFacts(
    item_code(5120),
    "Lampe de chevet",
    800,
    "Bois · H 38 cm · ampoule E14",
    tested_on="18/11/2026",
    feminine=True,
    notes=("Ampoule non fournie",),
    markdown_percent=30,
    markdown_from="18/01",
    **STORE,
)
JACKET = LabelFacts(
    item_code(5240),
    "Veste de travail",
    600,
    "Textile · homme · taille 42",
    defect="tache à la manche",
    markdown_percent=50,
    markdown_from="21/01",
    **STORE,
)
ARMCHAIR = LabelFacts(
    item_code(4812),
    "À réparer",
    details="Fauteuil · reçu le 03/11 · 12,9 kg",
    notes=("Place 3", "Bon D-2611-0047"),
)
COAT = LabelFacts(
    item_code(5252),
    "Manteau",
    500,
    size="40",
    defect="bouton en moins",
    markdown_percent=50,
    markdown_from="21/01",
    **STORE,
)
SIDEBOARD = LabelFacts(
    item_code(5198),
    "Buffet en chêne",
    notes=("L. G.", "jusqu’au 24/11/2026", "RES-2611-0014"),
    **STORE,
)
FACTS = {
    LabelKind.FURNITURE: FURNITURE,
    LabelKind.ELECTRICAL: LAMP,
    LabelKind.SMALL: JACKET,
    LabelKind.TRACKING: ARMCHAIR,
    LabelKind.TEXTILE: COAT,
    LabelKind.RESERVED: SIDEBOARD,
}


def sample_label(kind: LabelKind) -> LabelDoc:
    """The sample shop's label of that kind."""
    return make_label(kind, FACTS[kind])


def crowded_label(kind: LabelKind) -> LabelDoc:
    """The same label with more words than it can hold."""
    return make_label(kind, crowded_facts(kind))


def crowded_facts(kind: LabelKind) -> LabelFacts:
    """What that label would tell."""
    return replace(
        FACTS[kind],
        name="Armoire normande en chêne massif à deux portes",
        price_cents=125050,
        details="L 180 × P 62 × H 215 cm · 131,6 kg · démontable en six panneaux",
        done="Poncée, cirée, serrure refaite par l’atelier",
        defect="dos remplacé par du contreplaqué, une étagère manque, pied gauche recollé",
        tested_on="18/11/2026",
        size="12 à 14 ans",
        store="Saint-Jacques-de-la-Lande",
    )


EVERY_KIND = replace(
    SALE,
    ticket_no=1043,
    lines=(
        ReceiptLine(
            "Manteau d'hiver",
            4500,
            "R-004900",
            discount_label="Grande braderie -50 %",
            discount_cents=2250,
            notes=("Prix le plus bas des 30 derniers jours : 45,00",),
            vat_mark="A",
        ),
        ReceiptLine("Prix libre", 200, notes=("vaisselle ébréchée",), vat_mark="A"),
        ReceiptLine("Livraison", 2500, vat_mark="B"),
        ReceiptLine("Carte cadeau", 3000, notes=("Son code est sur son propre papier",)),
        ReceiptLine("Acompte déduit", -1000, notes=("Réservation RR-000012",)),
        ReceiptLine("Arrondi solidaire", 50, notes=("Don à l'association, hors vente",)),
    ),
    payments=(
        PaymentLine("Bon d'achat", 2000, "n° CR-000003, reste 5,00 EUR"),
        PaymentLine("Carte", 5000),
    ),
    vat=(
        VatLine("A", 0, 2450, 0, 2450, "TVA non applicable, art. 293 B du CGI"),
        VatLine("B", 2000, 2083, 417, 2500),
    ),
    total_cents=7000,
    grams_reused=2300,
    late=("Saisi après coup, bordereau U-1-0007", "Vendu le 20/11/2026 17:42"),
    duplicate=2,
    corrected=(
        PaymentLine("Bon d'achat", 2000, "n° CR-000003"),
        PaymentLine("Espèces", 5000),
    ),
    open_drawer=False,
)
REFUND = replace(
    SALE,
    ticket_no=1044,
    lines=(
        ReceiptLine("Lampe de chevet en bois", -800, "R-005120"),
        ReceiptLine("Livre", -200, quantity=-2, unit_cents=100),
        ReceiptLine("Textile au kilo", -920, grams=-1840, kilo_cents=500),
    ),
    payments=(PaymentLine("Espèces", -1000), PaymentLine("Avoir", -920, "n° AR-000004")),
    vat=(VatLine("", 0, -1920, 0, -1920, "Exonération de TVA, art. 261-7-1° du CGI"),),
    total_cents=-1920,
    grams_reused=-4590,
    refund_of="1042",
    training=True,
    open_drawer=False,
)
