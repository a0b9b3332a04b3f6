#!/usr/bin/env python3
"""Vérifie une archive du journal de caisse, sans le logiciel qui l'a écrite.

    python verify.py ARCHIVE.zip [--cle IDENTIFIANT] [--json]

verify_journal.py et verify_tables.py, livrés avec, doivent être dans le même dossier.

Il faut Python 3.9 ou plus récent et le module « cryptography » (pip install cryptography), rien
d'autre. Code de retour : 0 tout se tient, 1 quelque chose ne se tient pas, 2 fichier illisible.
--cle (répétable) : identifiant de clé lu ailleurs, sur un papier de la caisse par exemple.

Recette. Un enregistrement est un texte JSON (clés triées, sans blanc, UTF-8, nombres entiers) :
  hachage   = SHA-256(b"reuse_pos/fiscal/v1\\0" + hachage précédent (32 octets) + texte)
  signature = Ed25519 des 32 octets du hachage, par la clé de la caisse
  fichier   = Ed25519 de b"reuse_pos/archive/v1\\0" + nom + b"\\0" + SHA-256 en hexadécimal
Le premier enregistrement d'une caisse a pour hachage précédent 32 octets à zéro.
"""

import hashlib
import json
import sys
import zipfile
import zlib

from verify_journal import ALG, JOURNAL, Tickets, Till, body_of, plain, signed
from verify_tables import TABLES, Table

MANIFEST, SIGNATURES = "manifest.json", "manifest.sig"
KEYS, FORMAT = "cles.jsonl", "reuse-pos-archive-1"
FILE, MAX_LINE = b"reuse_pos/archive/v1\0", 16 * 2**20
BROKEN = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)

SENTENCES = {
    "file_twice": "ce nom figure deux fois dans l'archive",
    "file_unreadable": "ce fichier est abîmé et ne se lit pas",
    "file_missing": "ce fichier manque",
    "file_unknown": "ce fichier n'est pas annoncé par le manifeste",
    "file_changed": "ce fichier a été modifié depuis le manifeste",
    "file_form": "ce fichier n'a pas la forme attendue",
    "file_signature": "ce fichier n'est pas celui que la caisse a signé",
    "signatures_listed": "les signatures ne sont pas celles de tous les fichiers",
    "till_unknown": "cette caisse n'est pas annoncée par le manifeste",
    "till_missing": "les enregistrements de cette caisse manquent",
    "key_history": "l'histoire des clés ne se suit pas",
    "no_public_key": "aucune clé publique pour cette caisse",
    "foreign_key": "la clé n'est pas celle qui est connue par ailleurs",
    "wrong_key": "ce n'est pas la clé de la caisse",
    "line_form": "cette ligne n'est pas un enregistrement",
    "table_differs": "le tableau ne dit pas ce que dit le journal",
    "table_longer": "le tableau a des lignes que le journal n'a pas",
    "gap": "des enregistrements manquent",
    "order": "enregistrement hors de l'ordre",
    "duplicate": "enregistrement en double",
    "tail_cut": "la fin du journal manque",
    "head_differs": "ce dernier hachage n'est pas celui du manifeste",
    "head_stale": "le journal continue après la fin annoncée",
    "altered": "enregistrement modifié après coup",
    "hash_column": "le hachage écrit n'est pas celui du texte",
    "signature": "la signature ne tient pas",
    "not_canonical": "le texte n'a pas la forme prescrite",
    "column": "une colonne ne répète pas le texte signé",
    "prev_link": "ne s'enchaîne pas à l'enregistrement précédent",
    "malformed": "enregistrement incomplet",
    "v": "version d'enregistrement inconnue",
    "fiscal_v": "version des règles inconnue",
    "mode": "mêle la formation et les ventes réelles",
    "number": "numéro de Z hors de la suite",
    "day_closed": "cette journée était déjà close",
    "close_due": "la clôture d'avant n'était pas faite",
    "wrong_period": "ce n'est pas la période qui était à clore",
    "session_open": "une session était encore ouverte",
    "session": "ce n'est pas la session ouverte",
    "opened_twice": "la caisse est ouverte une seconde fois",
    "till_ended": "rien ne peut suivre la fermeture de la caisse",
    "not_opened": "le journal ne commence pas par l'ouverture de la caisse",
    "unknown_type": "type d'enregistrement inconnu",
    "count_diff": "l'écart n'est pas compté moins attendu",
    "line_numbers": "les lignes ne sont pas numérotées à la suite",
    "pay_numbers": "les règlements ne sont pas numérotés à la suite",
    "clock_back": "l'heure recule sans que ce soit noté",
    "wrong_day": "ce n'est pas la journée de cette heure",
    "sum_lines": "les lignes ne font pas le total",
    "sum_vat": "la TVA ne fait pas le total",
    "sum_pay": "les règlements ne font pas le total",
    "vat_table": "le tableau de TVA est faux",
    "before_vat": "les montants hors taxe sont faux",
    "turnover": "le chiffre d'affaires n'est pas celui des lignes",
    "gtp": "total perpétuel faux",
    "gtpa": "total perpétuel absolu faux",
    "doc_no": "numéro de pièce hors de la suite",
    "closing": "la clôture ne dit pas ce que font les enregistrements",
    "closing_range": "la clôture ne couvre pas les bons enregistrements",
    "ref_doc": "le ticket d'origine n'existe pas",
    "ref_seq": "le ticket d'origine n'est pas à ce numéro d'enregistrement",
    "refund_too_much": "plus rendu que vendu",
}


class Archive:
    """Une archive ouverte, et ce qui n'y tient pas."""

    def __init__(self, packed):
        self.packed, self.findings, self.manifest = packed, [], None
        self.names = [one.filename for one in packed.infolist()]
        self.hashes, self.tills, self.listed, self.signers = {}, {}, {}, {}
        self.tickets, self.records = Tickets(), 0

    def say(self, file, code, detail="", till="", seq=0):
        self.findings.append(
            {"file": file, "till": till, "seq": seq, "code": code, "detail": str(detail)}
        )

    def run(self, known):
        for name in sorted(set(self.names)):
            self.hash(name)
        self.read_manifest()
        self.read_keys()
        self.compare_files()
        self.check_signatures()
        self.read_journal()
        signers = {till.signer for till in self.tills.values()}
        if known - signers:
            self.say(KEYS, "foreign_key", ", ".join(sorted(known - signers)))

    def read_keys(self):
        for record in self.lines(KEYS):
            till = self.tills.get(record["till"])
            reason = till.next_key(record) if till else "till_unknown"
            if reason:
                self.say(KEYS, reason, "", record["till"], record["seq"])
        for name, till in self.tills.items():
            if not till.keys and KEYS in self.hashes:
                self.say(KEYS, "no_public_key", "", name)

    def compare_files(self):
        for name in sorted(self.listed.keys() - set(self.names)):
            self.say(name, "file_missing")
        for name in sorted(set(self.names) - self.listed.keys() - {MANIFEST, SIGNATURES}):
            if self.manifest:
                self.say(name, "file_unknown")
        for name, digest in self.hashes.items():
            if self.listed.get(name, digest) != digest:
                self.say(name, "file_changed", digest)

    def hash(self, name):
        if self.names.count(name) > 1:
            self.say(name, "file_twice")
        digest = hashlib.sha256()
        try:
            with self.packed.open(name) as file:
                for piece in iter(lambda: file.read(2**18), b""):
                    digest.update(piece)
        except BROKEN as trouble:
            self.say(name, "file_unreadable", type(trouble).__name__)
            return
        self.hashes[name] = digest.hexdigest()

    def small(self, name):
        if name not in self.hashes:
            if name not in self.names:
                self.say(name, "file_missing")
            return None
        raw = self.packed.read(name)
        try:
            found = json.loads(raw)
            if isinstance(found, dict) and plain(found).encode() == raw:
                return found
        except ValueError:
            pass
        self.say(name, "file_form")
        return None

    def read_manifest(self):
        found = self.small(MANIFEST)
        if found is None:
            return
        try:
            for one in found["tills"]:
                till = Till(str(one["till"]), one, self.say, self.tickets)
                self.tills[till.name] = till
            self.listed = {one["name"]: one["sha256"] for one in found["files"]}
            self.signers = {one["till"]: one["key"] for one in found["signers"]}
            if found["format"] != FORMAT:
                raise ValueError("format")
            self.manifest = found
        except (KeyError, TypeError, ValueError, AttributeError) as trouble:
            self.tills, self.listed, self.signers = {}, {}, {}
            self.say(MANIFEST, "file_form", repr(trouble))

    def check_signatures(self):
        found = self.small(SIGNATURES)
        if found is None:
            return
        try:
            if (found["alg"], found["format"]) != (ALG, FORMAT):
                raise ValueError("alg")
            given = {
                (one["till"], one["key"], one["file"]): one["sig"] for one in found["signatures"]
            }
        except (KeyError, TypeError, ValueError) as trouble:
            self.say(SIGNATURES, "file_form", repr(trouble))
            return
        signers = self.signers or {till: key for till, key, _ in given}
        for till, key in signers.items():
            if till in self.tills and key != self.tills[till].signer:
                self.say(MANIFEST, "wrong_key", key, till)
        names = (*self.listed, MANIFEST)
        wanted = {(till, key, name) for till, key in signers.items() for name in names}
        if not signers or set(given) != wanted:
            self.say(SIGNATURES, "signatures_listed")
        bad = set()
        for (till, key, name), sig in given.items():
            public = self.tills[till].keys.get(key, "") if till in self.tills else ""
            if name in self.hashes and (till, key) in signers.items():
                message = FILE + name.encode() + b"\0" + self.hashes[name].encode()
                if not signed(public, message, sig):
                    bad.add(name)
        self.blame(bad)

    def blame(self, bad):
        changed = {name for name in self.listed if self.hashes.get(name) != self.listed[name]}
        for name in sorted(bad):
            if name == MANIFEST:
                self.say(name, "file_signature")
                if not changed and bad == {MANIFEST}:
                    self.say(SIGNATURES, "file_signature", MANIFEST)
            elif name in changed or MANIFEST in bad:
                self.say(name, "file_signature")
            else:
                self.say(SIGNATURES, "file_signature", name)

    def lines(self, name):
        if name not in self.hashes:
            return
        with self.packed.open(name) as file:
            for number, line in enumerate(iter(lambda: file.readline(MAX_LINE), b""), 1):
                record = read_line(line)
                if record is None:
                    self.say(name, "line_form", f"ligne {number}")
                else:
                    yield record

    def read_journal(self):
        specs = [spec for spec in TABLES if {spec[0], JOURNAL} <= self.hashes.keys()]
        tables = [Table(spec, self.packed.open(spec[0]), self.say) for spec in specs]
        for record in self.lines(JOURNAL):
            self.records += 1
            self.take(record, tables)
        for table in tables:
            table.finish()
        for till in self.tills.values():
            till.finish()
        for one in self.tickets.later:
            self.tickets.judge(one)
        for name in (*(spec[0] for spec in TABLES), JOURNAL, KEYS):
            if name not in self.names and name not in self.listed:
                self.say(name, "file_missing")

    def take(self, record, tables):
        try:
            body = body_of(record["body"])
        except ValueError:
            body = None
        for table in tables if body is not None else ():
            table.take(record, body)
        till = self.tills.get(record["till"])
        if till is None and not self.manifest:
            till = self.tills[record["till"]] = Till(record["till"], {}, self.say, self.tickets)
        if till is None:
            self.say(JOURNAL, "till_unknown", "", record["till"], record["seq"])
        else:
            till.take(record, body)


COLUMNS = {"till", "seq", "type", "ts", "doc_no", "mode", "body", "prev_hash", "hash", "alg",
           "key_id", "sig"}  # fmt: skip


def read_line(line):
    try:
        record = json.loads(line)
        if set(record) != COLUMNS or (plain(record) + "\n").encode("utf-8", "replace") != line:
            return None
    except (ValueError, TypeError):
        return None
    texts = all(isinstance(record[name], str) for name in COLUMNS - {"seq", "doc_no"})
    number = isinstance(record["seq"], int) and not isinstance(record["seq"], bool)
    return record if texts and number and isinstance(record["doc_no"], (str, type(None))) else None


def sentence(one):
    place = one["file"]
    if one["till"]:
        place += f", caisse {one['till']}"
    if one["seq"]:
        place += f", enregistrement {one['seq']}"
    words = SENTENCES.get(one["code"], "ne se tient pas")
    return f"{place} : {words} [{one['code']}] {one['detail']}".rstrip()


def main(arguments):
    write = sys.stdout.write
    as_json, known, paths = False, set(), []
    words = iter(arguments)
    for word in words:
        if word == "--json":
            as_json = True
        elif word == "--cle":
            known.add(next(words, ""))
        else:
            paths.append(word)
    if len(paths) != 1:
        sys.stderr.write("Usage : python verify.py ARCHIVE.zip [--cle IDENTIFIANT] [--json]\n")
        return 2
    try:
        with zipfile.ZipFile(paths[0]) as packed:
            archive = Archive(packed)
            archive.run(known)
    except (OSError, zipfile.BadZipFile) as trouble:
        sys.stderr.write(f"{paths[0]} ne se lit pas comme une archive : {trouble}\n")
        return 2
    ok = not archive.findings
    if as_json:
        told = {"ok": ok, "records": archive.records, "findings": archive.findings}
        write(json.dumps(told) + "\n")
        return 0 if ok else 1
    for one in archive.findings:
        write(sentence(one) + "\n")
    for name, till in sorted(archive.tills.items()):
        write(f"Caisse {name} : clé {till.signer}, dernier enregistrement {till.seq}, "
              f"hachage {till.hash}\n")  # fmt: skip
    if ok:
        write(f"L'archive se tient : {archive.records} enregistrements. Comparez clés et hachages "
              "avec les papiers de la caisse.\n")  # fmt: skip
    else:
        write(f"L'archive ne se tient pas : {len(archive.findings)} anomalies.\n")
    return 0 if ok else 1


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
