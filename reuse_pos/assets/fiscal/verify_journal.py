"""Le journal d'une archive, relu enregistrement par enregistrement : voir verify.py."""

import hashlib
import json
import unicodedata
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

JOURNAL, ALG, RECORD = "journal.jsonl", "ed25519-sha256-v1", b"reuse_pos/fiscal/v1\0"
GENESIS, MAX_INT = "0" * 64, 2**53 - 1
CLOSINGS = ("CLOSE_DAY", "CLOSE_MONTH", "CLOSE_YEAR")
Z = "SESSION_CLOSE"
IN_SESSION = {"SALE", "REFUND", "VOID", "PAYMENT_CORRECTION", "CASH_MOVE", Z}
KINDS = IN_SESSION | {
    *CLOSINGS, "SESSION_OPEN", "TILL_OPEN", "TILL_CLOSE", "REPRINT", "JET", "ARCHIVE", "KEY_ROTATE",
}  # fmt: skip
BESIDE = {
    "till": "till", "seq": "seq", "type": "type", "ts": "ts", "doc_no": "doc_no", "mode": "mode",
    "prev_hash": "prev", "alg": "alg", "key_id": "key",
}  # fmt: skip
COUNTS = {
    "SALE": "n_sales", "REFUND": "n_refunds", "VOID": "n_voids", "REPRINT": "n_reprints",
    "PAYMENT_CORRECTION": "n_corrections",
}  # fmt: skip
VERSIONS = {"1"}
NO_TURNOVER, ON_MARGIN = {"HORS"}, {"MARGE"}


def plain(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def key_id(public):
    try:
        return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]
    except (TypeError, ValueError):
        return ""


def signed(public, message, sig):
    try:
        raw = bytes.fromhex(sig)
        if raw.hex() != sig:
            return False
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(raw, message)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def digest_of(body, text):
    previous = bytes.fromhex(body["prev"])
    if len(previous) != 32 or previous.hex() != body["prev"]:
        raise ValueError("prev")
    return hashlib.sha256(RECORD + previous + text.encode()).hexdigest()


def shop_day(moment):
    return (moment - timedelta(hours=4)).date().isoformat()


def no_float(text):
    raise ValueError(text)


def whole_numbers(value):
    if isinstance(value, dict):
        return all(key.isascii() and whole_numbers(one) for key, one in value.items())
    if isinstance(value, list):
        return all(map(whole_numbers, value))
    return not isinstance(value, int) or -MAX_INT <= value <= MAX_INT


def body_of(text):
    body = json.loads(text, parse_float=no_float, parse_constant=no_float)
    if not isinstance(body, dict) or not whole_numbers(body):
        raise ValueError("body")
    text.encode()
    return body


class Sums:
    """Ce que font les enregistrements d'une session, d'un jour, d'un mois ou d'un an."""

    def __init__(self):
        self.n = dict.fromkeys(COUNTS.values(), 0)
        self.total = self.turnover = self.fund = self.moves = 0
        self.method, self.vat = {}, {}

    def money(self, body):
        self.total += body["total"]
        self.turnover += body["turnover"]
        for row in body["vat"]:
            sums = self.vat.setdefault((row["code"], row["bp"]), [0, 0, 0])
            for place, name in enumerate(("base", "vat", "ttc")):
                sums[place] += row[name]

    def paid(self, method, cents):
        self.method[method] = self.method.get(method, 0) + cents

    def add(self, body):
        kind = body["type"]
        if kind in COUNTS:
            self.n[COUNTS[kind]] += 1
        if kind in ("SALE", "REFUND"):
            self.money(body)
        if kind in ("SALE", "REFUND", "PAYMENT_CORRECTION"):
            for pay in body["pay"]:
                self.paid("CASH" if pay["method"] == "CHANGE" else pay["method"], pay["amt"])
        elif kind == "CASH_MOVE":
            self.moves += body["amt"]
        elif kind == "SESSION_OPEN":
            self.fund = body["float"]

    def add_sums(self, other):
        for name in self.n:
            self.n[name] += other.n[name]
        self.money(other.figures())
        for method, cents in other.method.items():
            self.paid(method, cents)

    def figures(self):
        return dict(
            self.n, total=self.total, turnover=self.turnover,
            by_method=[{"method": m, "amt": c} for m, c in sorted(self.method.items())],
            vat=[
                {"code": code, "bp": bp, "base": b, "vat": v, "ttc": t}
                for (code, bp), (b, v, t) in sorted(self.vat.items())
            ],
        )  # fmt: skip

    def differences(self, body):
        found = {"n_corrections": 0, **body}
        figures = self.figures()
        if body["type"] == Z:
            figures["float"] = self.fund
            figures["expected"] = dict.fromkeys((row["method"] for row in body["methods"]), 0)
            figures["expected"].update(self.method)
            drawer = self.fund + self.moves + self.method.get("CASH", 0)
            figures["expected"]["CASH"] = drawer
            found["expected"] = {row["method"]: row["expected"] for row in body["methods"]}
        return [name for name, value in figures.items() if found.get(name) != value]


class Till:
    """Une caisse relue du premier au dernier enregistrement de l'archive."""

    def __init__(self, name, told, say, tickets):
        self.name, self.say, self.tickets = name, say, tickets
        self.keys, self.signer = {}, ""
        self.told = told
        start = told.get("before") or {}
        self.late = bool(start)
        self.seq, self.hash = start.get("seq", 0), start.get("hash", GENESIS)
        self.key = start.get("key_id", "")
        self.gtp, self.gtpa = start.get("gtp", 0), start.get("gtpa", 0)
        self.docs, self.closes = dict(start.get("docs", ())), dict(start.get("closes", ()))
        self.session, self.opened = start.get("session", 0), start.get("session_seq", 0)
        self.last_ts, self.lost = start.get("last_ts", ""), False
        self.begun, self.closed = dict(start.get("open_since", ())), start.get("closed_day", "")
        self.known, self.keyless, self.ended = {}, False, start.get("ended", False)
        self.open = {kind: None if kind in self.begun else Sums() for kind in CLOSINGS}
        self.open[Z] = None

    def tell(self, code, detail, seq):
        self.say(JOURNAL, code, detail, self.name, seq)

    def next_key(self, record):
        """Suit l'histoire des clés : l'ouverture, puis chaque changement signé par l'ancienne."""
        try:
            body = body_of(record["body"])
            opening = body["type"] == "TILL_OPEN"
            public = body["public_key"] if opening else self.keys[self.signer]
            new = body["public_key"] if opening else body["new_public_key"]
            named = body["key"] if opening else body["new_key"]
            same = (body["till"], body["seq"]) == (record["till"], record["seq"])
            if opening == bool(self.keys) or not same:
                return "key_history"
            if key_id(new) != named or body["key"] != key_id(public):
                return "wrong_key"
            digest = digest_of(body, record["body"])
        except (KeyError, TypeError, ValueError):
            return "key_history"
        proper = digest == record["hash"] and body.get("alg") == ALG
        if not proper or not signed(public, bytes.fromhex(digest), record["sig"]):
            return "altered"
        self.keys[named], self.signer = new, named
        return ""

    def take(self, record, body):
        seq = record["seq"]
        if not self.told and not self.seq and seq > 1:
            # Sans manifeste, on croit ce qui précède le premier enregistrement.
            self.seq, self.hash, self.lost = seq - 1, record["prev_hash"], True
        if seq <= self.seq:
            self.tell("duplicate" if seq == self.seq else "order", f"attendu {self.seq + 1}", seq)
            return
        if seq > self.seq + 1:
            self.tell("gap", f"{self.seq + 1} à {seq - 1}", self.seq + 1)
            self.lost = True
        if body is None:
            self.tell("altered", "texte illisible", seq)
        elif seq == self.seq + 1 and body.get("prev") != self.hash:
            self.tell("prev_link", body.get("prev"), seq)
        linked, self.seq = body is not None and self.authentic(record, body, seq), seq
        self.hash = linked or record["hash"]
        if not linked:
            self.lost = True
            return
        if self.lost:
            # Après un trou, seules les sommes propres à l'enregistrement se vérifient encore.
            self.guarded(self.sums, body)
        else:
            self.guarded(self.check, body)

    def guarded(self, check, body):
        try:
            check(body)
            self.last_ts = body["ts"]
            if body["type"] == "KEY_ROTATE":
                self.key = body["new_key"]
                self.known[self.key] = body["new_public_key"]
        except (KeyError, TypeError, ValueError, AttributeError) as trouble:
            self.tell("malformed", repr(trouble), self.seq)
            self.lost = True

    def authentic(self, record, body, seq):
        """Le hachage auquel le suivant doit s'enchaîner, si la clé de la caisse en répond."""
        text = record["body"]
        if plain(body) != text or not unicodedata.is_normalized("NFC", text):
            self.tell("not_canonical", "", seq)
        for column, name in BESIDE.items():
            if record[column] != body.get(name):
                self.tell("column", column, seq)
        try:
            digest = digest_of(body, text)
        except (KeyError, TypeError, ValueError):
            self.tell("altered", "hachage précédent", seq)
            return ""
        public = self.public_key(body, seq)
        if not public:
            return ""
        if body.get("alg") == ALG and signed(public, bytes.fromhex(digest), record["sig"]):
            if digest != record["hash"]:
                self.tell("hash_column", record["hash"], seq)
            return digest
        self.tell("signature" if digest == record["hash"] else "altered", digest, seq)
        return ""

    def public_key(self, body, seq):
        """La clé publique qui doit avoir signé, ou "" après avoir dit pourquoi il n'y en a pas."""
        self.known = self.known or dict(self.keys)
        named = str(body.get("key"))
        if seq == 1:
            return self.opening_key(body, named)
        if not self.known:
            if not self.keyless:
                self.tell("no_public_key", "", seq)
            self.keyless = True
            return ""
        if named not in self.known or (named != self.key and not self.lost):
            self.tell("wrong_key", named, seq)
            return ""
        self.key = named
        return self.known[named]

    def opening_key(self, body, named):
        public = body.get("public_key")
        if body.get("type") != "TILL_OPEN":
            self.tell("not_opened", body.get("type"), 1)
            return ""
        if key_id(public) != named:
            self.tell("wrong_key", named, 1)
            return ""
        if self.known and named not in self.known:
            self.tell("foreign_key", named, 1)
        self.known[named], self.key = public, named
        return public

    def same(self, code, there, due):
        if there != due:
            self.tell(code, f"{there}, attendu {due}", self.seq)

    def sums(self, body):
        kind = body["type"]
        if kind in ("SALE", "REFUND"):
            self.ticket(body)
        elif kind == "VOID":
            self.same("sum_lines", body["total"], sum(line["ttc"] for line in body["lines"]))
        elif kind == "PAYMENT_CORRECTION":
            self.same("sum_pay", sum(pay["amt"] for pay in body["pay"]), 0)
        elif kind == Z:
            for row in body["methods"]:
                if row["counted"] is not None:
                    self.same("count_diff", row["diff"], row["counted"] - row["expected"])

    def ticket(self, body):
        lines, total, table = body["lines"], body["total"], {}
        self.same("sum_lines", sum(line["ttc"] for line in lines), total)
        self.same("sum_vat", sum(row["ttc"] for row in body["vat"]), total)
        self.same("sum_pay", sum(pay["amt"] for pay in body["pay"]), total)
        sold = sum(line["ttc"] for line in lines if line["vat_code"] not in NO_TURNOVER)
        self.same("turnover", body["turnover"], sold)
        for line in lines:
            ttc, taxed = line["ttc"], line["ttc"]
            if line["vat_code"] in ON_MARGIN:
                bought = line.get("purchase_ttc", 0)
                margin, back = ttc - bought, (ttc, bought) < (0, 0)
                taxed = min(0, margin) if back else max(0, margin)
            sums = table.setdefault((line["vat_code"], line["vat_bp"]), [0, 0, 0])
            for place, cents in enumerate((ttc, taxed, line["ht"])):
                sums[place] += cents
        due = []
        for (code, bp), (ttc, taxed, before) in sorted(table.items()):
            exact = taxed * bp
            vat = (2 * abs(exact) + 10000 + bp) // (2 * (10000 + bp)) * (-1 if exact < 0 else 1)
            due.append({"code": code, "bp": bp, "base": ttc - vat, "vat": vat, "ttc": ttc})
            self.same("before_vat", before, ttc - vat)
        self.same("vat_table", body["vat"], due)
        for code, rows in (("line_numbers", lines), ("pay_numbers", body["pay"])):
            self.same(code, [row["n"] for row in rows], list(range(1, len(rows) + 1)))

    def check(self, body):
        kind, seq = body["type"], body["seq"]
        if kind not in KINDS:
            self.tell("unknown_type", kind, seq)
            return
        self.frame(body)
        self.times(body)
        self.sums(body)
        if kind in IN_SESSION:
            self.same("session", body["session"] if self.opened else None, self.session)
        if kind in ("SALE", "REFUND"):
            self.numbered(body)
        if kind in ("SALE", "REFUND", "PAYMENT_CORRECTION"):
            self.tickets.take(self, body)
        if kind in ("VOID", Z, *CLOSINGS):
            self.same("gtp", body["gtp"], self.gtp)
            self.same("gtpa", body["gtpa"], self.gtpa)
        if kind == "SESSION_OPEN":
            self.same("session", body["session"], self.session + 1)
            self.session, self.opened = body["session"], seq
            self.open[Z] = Sums()
        if kind == Z or kind in CLOSINGS:
            self.closing(body)
            self.follow(body)
            return
        self.follow(body)
        for running in (self.open["CLOSE_DAY"], self.open[Z]):
            if running is not None:
                running.add(body)

    def frame(self, body):
        """Ce que tout enregistrement porte, et ce qui n'arrive qu'une fois."""
        kind, seq = body["type"], body["seq"]
        self.same("mode", body["mode"], "TRAINING" if self.name.endswith("-F") else "REAL")
        self.same("v", body["v"], 1)
        if body["fiscal_v"] not in VERSIONS:
            self.tell("fiscal_v", body["fiscal_v"], seq)
        if kind == "TILL_OPEN" and seq > 1:
            self.tell("opened_twice", "", seq)
        if self.ended:
            self.tell("till_ended", "", seq)
        self.ended = self.ended or kind == "TILL_CLOSE"
        if kind == "KEY_ROTATE" and key_id(body["new_public_key"]) != body["new_key"]:
            self.tell("wrong_key", body["new_key"], seq)
        if kind == "JET" and not isinstance(body["code"], str):
            raise TypeError("code")

    def follow(self, body):
        """On repart de ce qui est écrit : une faute se dit une fois, pas à chaque suite."""
        self.gtp, self.gtpa = body.get("gtp", self.gtp), body.get("gtpa", self.gtpa)
        if body["type"] in ("SALE", "REFUND"):
            year, number = body["doc_no"].rsplit("-", 2)[-2:]
            self.docs[year] = int(number)

    def times(self, body):
        moment = datetime.fromisoformat(body["ts"])
        last = datetime.fromisoformat(self.last_ts) if self.last_ts else moment
        today, kind, day = shop_day(moment), body["type"], body["day"]
        if body.get("code") == "CLOCK_BACK":
            self.closed = self.closed if shop_day(last) == today else ""
        elif moment < last:
            self.tell("clock_back", body["ts"], body["seq"])
        allowed = {body["period"]} if kind == "CLOSE_DAY" else {today}
        if kind == Z:
            allowed.add(self.begun.get("CLOSE_DAY", today) if self.begun else min(today, day))
        if day not in allowed:
            self.tell("wrong_day", day, body["seq"])
        if kind in IN_SESSION or kind == "SESSION_OPEN":
            if day <= self.closed:
                self.tell("day_closed", day, body["seq"])
            if self.begun.get("CLOSE_DAY", day) != day:
                self.tell("close_due", day, body["seq"])
            self.begun = {**dict.fromkeys(CLOSINGS, day), **self.begun}
        elif kind in CLOSINGS:
            self.periods(body, today)

    def periods(self, body, today):
        """Une clôture vient à son tour : le jour avant le mois, le mois avant l'an."""
        kind, period, seq = body["type"], body["period"], body["seq"]
        since = self.begun.pop(kind, None)
        size = {"CLOSE_DAY": 10, "CLOSE_MONTH": 7}.get(kind)
        if size and since is not None and since[:size] != period:
            self.tell("wrong_period", period, seq)
        if kind == "CLOSE_DAY":
            if period <= self.closed:
                self.tell("day_closed", period, seq)
            if self.opened and period == today:
                self.tell("session_open", period, seq)
            self.closed = period if period <= today else self.closed
        elif CLOSINGS[CLOSINGS.index(kind) - 1] in self.begun:
            self.tell("close_due", period, seq)

    def numbered(self, body):
        year = body["day"][2:4]
        shop = "F" + self.name[:-2] if self.name.endswith("-F") else self.name
        number = self.docs.get(year, 0) + 1
        self.same("doc_no", body["doc_no"], f"{shop}-{year}-{number:06d}")
        self.same("gtp", body["gtp"], self.gtp + body["turnover"])
        self.same("gtpa", body["gtpa"], self.gtpa + abs(body["turnover"]))

    def closing(self, body):
        kind, seq = body["type"], body["seq"]
        if kind == Z:
            self.same("number", body["number"], self.session)
        before = self.closes.get(kind)
        first = self.opened if kind == Z else (before or 0) + 1
        told = [body["first_seq"], body["last_seq"], body["prev_same_close_seq"]]
        self.same("closing_range", told, [first, seq - 1, before])
        sums, self.open[kind] = self.open[kind], None if kind == Z else Sums()
        for longer, shorter in (("CLOSE_MONTH", "CLOSE_DAY"), ("CLOSE_YEAR", "CLOSE_MONTH")):
            if shorter == kind and sums is None:
                self.open[longer] = None
            elif shorter == kind and self.open[longer] is not None:
                self.open[longer].add_sums(sums)
        for name in sums.differences(body) if sums is not None else ():
            self.tell("closing", name, seq)
        self.closes[kind] = seq
        if kind == Z:
            self.opened = 0

    def finish(self):
        if not self.told:
            return
        last, digest = self.told["last_seq"], self.told["last_hash"]
        if not self.seq or self.seq == (self.told.get("before") or {}).get("seq"):
            self.tell("till_missing", "", last)
        elif self.seq < last:
            self.tell("tail_cut", f"attendu jusqu'à {last}", last)
        elif self.seq > last:
            self.tell("head_stale", f"annoncé jusqu'à {last}", last)
        elif self.hash != digest:
            self.tell("head_differs", digest, last)


class Tickets:
    """Ce que chaque ticket a vendu, et ce qui en a été rendu, toutes caisses ensemble."""

    def __init__(self):
        self.sold, self.later = {}, []

    def take(self, till, body):
        if body["type"] == "SALE":
            bought = sum(max(0, line["ttc"]) for line in body["lines"])
            self.sold[body["doc_no"]] = [body["seq"], bought]
            return
        back = sum(max(0, -line["ttc"]) for line in body.get("lines", ()))
        one = (till, body["seq"], body["ref_doc"], body["ref_seq"], back)
        own = body["ref_doc"].rsplit("-", 2)[0] in (till.name, "F" + till.name[:-2])
        if body["ref_doc"] in self.sold:
            self.judge(one)
        elif not own:
            self.later.append(one)
        elif not till.late:
            till.tell("ref_doc", body["ref_doc"], body["seq"])

    def judge(self, one):
        till, seq, ref_doc, ref_seq, back = one
        ticket = self.sold.get(ref_doc)
        if ticket is None:
            return
        if ticket[0] != ref_seq:
            till.tell("ref_seq", ref_doc, seq)
        ticket[1] -= back
        if back and ticket[1] < 0:
            till.tell("refund_too_much", ref_doc, seq)
