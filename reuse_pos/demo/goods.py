"""What people bring to the demo shop: names, categories and weights of things."""

from __future__ import annotations

# Category, what it is called, lightest and heaviest in grams.
FURNITURE = (
    ("EA-AS-CHAISE-BOIS", ("Chaise bistrot", "Chaise paillée", "Chaise en hêtre"), 3500, 7500),
    ("EA-AS-FAUTEUIL", ("Fauteuil Voltaire", "Fauteuil crapaud", "Fauteuil club"), 9000, 19000),
    ("EA-RA-COMMODE", ("Commode 3 tiroirs", "Commode en pin"), 22000, 42000),
    ("EA-PP-TABLE-BOIS", ("Table de ferme", "Table 4 places"), 18000, 45000),
    ("EA-PP-TABLE-BASSE", ("Table basse", "Table basse ronde"), 7000, 19000),
    ("EA-PP-CHEVET", ("Table de chevet", "Chevet en chêne"), 5000, 11000),
    ("EA-RA-ETAGERE", ("Étagère 4 niveaux", "Étagère en bois"), 8000, 24000),
    ("EA-RA-BUFFET", ("Buffet bas", "Buffet 2 portes"), 32000, 58000),
    ("EA-AS-CANAPE-TISSU", ("Canapé 2 places",), 35000, 52000),
    ("EA-PP-BUREAU", ("Bureau d’écolier", "Bureau 2 tiroirs"), 14000, 32000),
    ("ASL-VELO", ("Vélo de ville", "VTT enfant"), 9000, 17000),
    ("EEE-LUM", ("Lampe de chevet", "Lampadaire", "Lampe de bureau"), 900, 4200),
    ("EEE-PAM-MO", ("Micro-ondes",), 10500, 15000),
    ("EEE-PAM-CAFE", ("Cafetière filtre",), 1200, 2400),
    ("EEE-PAM-BOUIL", ("Bouilloire",), 800, 1400),
    ("EEE-GEMHF-LL", ("Lave-linge",), 58000, 71000),
)
# What a crate holds, its family or leaf, lightest and heaviest net grams, how often it comes.
CRATES = (
    ("a_trier", 8000, 22000, 5),
    ("textile", 5000, 19000, 6),
    ("HR-LIVRE", 7000, 18000, 4),
    ("HR-VAISSELLE", 6000, 15000, 4),
    ("jouets", 4000, 11000, 2),
    ("HR-BIBELOT", 3000, 9000, 2),
    ("bricolage", 3000, 12000, 1),
    ("sport", 3000, 9000, 1),
    ("electro", 4000, 14000, 1),
)
# Labels of the first stock: category, name, grams, price in cents.
FIRST_THINGS = (
    ("EA-AS-FAUTEUIL", "Fauteuil Voltaire", 12400, 4500),
    ("EA-AS-FAUTEUIL", "Fauteuil en rotin", 6200, 3000),
    ("EA-RA-COMMODE", "Commode 3 tiroirs", 31600, 6500),
    ("EA-RA-BUFFET", "Buffet en formica", 41000, 7000),
    ("EA-PP-TABLE-BOIS", "Table de cuisine", 24500, 4500),
    ("EA-AS-CHAISE-BOIS", "Chaise bistrot", 4600, 1000),
    ("EA-AS-CHAISE-BOIS", "Chaise bistrot", 4700, 1000),
    ("EA-RA-ETAGERE", "Étagère en bois", 16500, 2500),
    ("EA-PP-CHEVET", "Chevet à tiroir", 7800, 1500),
    ("ASL-VELO", "Vélo de ville", 14200, 6000),
)
# Loose goods on the shelves at the start: category, grams, pieces.
FIRST_SHELVES = (
    ("TLC-VRAC", 420000, 1400), ("HR-LIVRE", 640000, 2100), ("HR-VAISSELLE", 380000, 1050),
    ("HR-BIBELOT", 160000, 320), ("JJ-INT-P", 70000, 180), ("JJ-SOCIETE", 90000, 110),
    ("HR-CD", 60000, 600), ("TLC-TSHIRT", 60000, 300), ("TLC-MANTEAU", 95000, 100),
    ("TLC-CH-CUIR", 64000, 80), ("TLC-DRAP", 70000, 120), ("HR-MAROQ", 40000, 70),
    ("ABJ-OUTIL", 90000, 130), ("EEE-LUM", 48000, 30), ("EEE-PAM", 60000, 30),
    ("TLC-CHEMISE", 40000, 160), ("TLC-PULL", 55000, 110), ("TLC-PANTALON", 60000, 130),
    ("TLC-JEAN", 45000, 100), ("TLC-ROBE", 24000, 80), ("TLC-VESTE", 57000, 60),
    ("TLC-ENFANT", 30000, 200), ("TLC-SERVIETTE", 28000, 70), ("HR-DIVERS", 80000, 160),
    ("JJ-INT-G", 36000, 12), ("ABJ-POT", 60000, 40), ("ASL-SPORT", 45000, 30),
    ("ABJ-OUTIL-JARDIN", 48000, 40), ("HR-BIJOU", 3000, 100),
)  # fmt: skip
ORIGINS = (("drop_off", 12), ("home_pickup", 4), ("recycling_centre", 2), ("company", 1))
COMMUNES = (("35238", 10), ("35024", 3), ("35051", 3), ("35278", 2), ("35047", 1), ("35210", 1))
