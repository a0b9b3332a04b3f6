"""Les tableaux d'une archive, refaits à partir du journal : voir verify.py."""

from verify_journal import plain

# (fichier, types d'enregistrement, liste de l'enregistrement, colonnes). Une colonne s'écrit
# titre=place : "^" cherche dans l'enregistrement, "#" à côté du texte signé ; "c/" écrit des
# centièmes avec un point décimal, "j/" du JSON ; "rest" est tout ce qu'aucune colonne ne dit.
HIDDEN = "v alg key prev lines vat pay methods by_method denominations"
_LINE = "caisse=^till enregistrement=^seq type=^type numero=^doc_no date_heure=^ts "
_EVENT = "caisse=till enregistrement=seq date_heure=ts jour=day operateur=op "
_CLOSED = "caisse=^till enregistrement=^seq type=^type jour=^day "
_CLOSINGS = "SESSION_CLOSE CLOSE_DAY CLOSE_MONTH CLOSE_YEAR"
TABLES = (
    ("entetes.csv", "SALE REFUND VOID", "",
     "caisse=till enregistrement=seq type=type numero=doc_no date_heure=ts jour=day operateur=op "
     "session=session mode=mode total_ttc=c/total chiffre_affaires=c/turnover "
     "total_perpetuel=c/gtp total_perpetuel_absolu=c/gtpa ticket=ticket garantie=guarantee "
     "piece_origine=ref_doc enregistrement_origine=ref_seq motif=reason logiciel=soft "
     "version_fiscale=fiscal_v autres=rest hachage=#hash signature=#sig"),
    ("lignes.csv", "SALE REFUND VOID", "lines",
     _LINE + "ligne=n nature=kind reference=sku libelle=label categorie=cat quantite=qty "
     "unite=unit prix_unitaire_ttc=c/unit_ttc remise=c/disc motif_remise=disc_reason "
     "montant_ttc=c/ttc montant_ht=c/ht code_tva=vat_code taux_tva=c/vat_bp masse_g=weight_g "
     "source_masse=weight_src autres=rest"),
    ("tva.csv", "SALE REFUND", "vat",
     _LINE + "code_tva=code taux_tva=c/bp base_ht=c/base tva=c/vat ttc=c/ttc"),
    ("reglements.csv", "SALE REFUND", "pay",
     _LINE + "reglement=n moyen=method montant=c/amt reference=ref autres=rest"),
    ("corrections.csv", "PAYMENT_CORRECTION", "pay",
     _LINE + "operateur=^op piece_origine=^ref_doc enregistrement_origine=^ref_seq motif=^reason "
     "reglement=n moyen=method montant=c/amt reference=ref autres=rest"),
    ("duplicatas.csv", "REPRINT", "",
     _EVENT + "piece_origine=ref_doc enregistrement_origine=ref_seq duplicata=copy_no"),
    ("clotures.csv", _CLOSINGS, "",
     "caisse=till enregistrement=seq type=type numero=number periode=period jour=day date_heure=ts "
     "operateur=op premier_enregistrement=first_seq dernier_enregistrement=last_seq "
     "cloture_precedente=prev_same_close_seq ventes=n_sales retours=n_refunds annules=n_voids "
     "duplicatas=n_reprints corrections=n_corrections total_ttc=c/total "
     "chiffre_affaires=c/turnover total_perpetuel=c/gtp total_perpetuel_absolu=c/gtpa "
     "fond=c/float premier_comptage=c/first_counted recomptages=recounts commentaire=comment "
     "autres=rest hachage=#hash signature=#sig"),
    ("clotures_tva.csv", _CLOSINGS, "vat",
     _CLOSED + "code_tva=code taux_tva=c/bp base_ht=c/base tva=c/vat ttc=c/ttc"),
    ("clotures_reglements.csv", _CLOSINGS, "by_method", _CLOSED + "moyen=method montant=c/amt"),
    ("clotures_comptages.csv", "SESSION_CLOSE", "methods",
     _CLOSED + "moyen=method attendu=c/expected compte=c/counted ecart=c/diff"),
    ("clotures_especes.csv", "SESSION_CLOSE", "denominations",
     _CLOSED + "valeur=c/value nombre=n"),
    ("jet.csv", "JET", "", _EVENT + "code=code details=j/info autres=rest"),
    ("vie.csv", "TILL_OPEN KEY_ROTATE ARCHIVE TILL_CLOSE", "",
     _EVENT + "type=type logiciel=soft version_fiscale=fiscal_v autres=rest"),
    ("mouvements.csv", "SESSION_OPEN CASH_MOVE", "",
     _EVENT + "type=type session=session nature=kind montant=c/amt fond=c/float motif=reason "
     "autres=rest"),
)  # fmt: skip


def columns_of(spec):
    for column in spec.split():
        title, _, place = column.partition("=")
        if place == "rest":
            yield title, "rest", "", "rest"
            continue
        how, slash, name = place.rpartition("/")
        yield title, how if slash else "", name[0] if name[0] in "^#" else "", name.lstrip("^#")


def written(how, value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if how == "c" and isinstance(value, int):
        return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
    if isinstance(value, str) and how != "j":
        return "'" + value if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return str(value) if isinstance(value, int) else plain(value)


def quoted(text):
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ';"\r\n') else text


class Table:
    """Un tableau relu à côté du journal : ses octets doivent être ceux du journal."""

    def __init__(self, spec, file, say):
        self.name, kinds, self.each, columns = spec
        self.kinds, self.columns = set(kinds.split()), list(columns_of(columns))
        self.hidden = {name for _, _, where, name in self.columns if not where}
        self.hidden |= set(HIDDEN.split())
        self.file, self.say, self.row, self.lost = file, say, 1, False
        titles = ";".join(title for title, *_ in self.columns)
        self.expect(("\ufeff" + titles + "\r\n").encode(), "", 0)

    def take(self, record, body):
        if self.lost or str(body.get("type")) not in self.kinds:
            return
        entries = body.get(self.each) if self.each else [body]
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                cells = [self.cell(c, entry, body, record) for c in self.columns]
                self.row += 1
                line = (";".join(cells) + "\r\n").encode("utf-8", "replace")
                self.expect(line, record["till"], record["seq"])

    def cell(self, column, entry, body, record):
        _, how, where, name = column
        if how == "rest":
            rest = {name: value for name, value in entry.items() if name not in self.hidden}
            return quoted(plain(rest)) if rest else ""
        return quoted(written(how, {"^": body, "#": record}.get(where, entry).get(name)))

    def expect(self, line, till, seq):
        if not self.lost and self.file.read(len(line)) != line:
            self.lost = True
            self.say(self.name, "table_differs", f"ligne {self.row}", till, seq)

    def finish(self):
        if not self.lost and self.file.read(1):
            self.say(self.name, "table_longer", f"après la ligne {self.row}")
