"""A till’s keys as an archive tells them: its opening, then each change signed by the old key."""

from __future__ import annotations

from dataclasses import dataclass, field

from reuse_pos.fiscal.canonical import read_canonical
from reuse_pos.fiscal.chain import check_signature, record_hash
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import TillHead
from reuse_pos.fiscal.keys import key_id_of
from reuse_pos.fiscal.records import Record


@dataclass
class ArchivedTill:
    """What the manifest says of one till, and its keys: the first, the one signing now, all."""

    first: int
    last: int
    last_hash: str
    before: TillHead | None
    keys: dict[str, str] = field(default_factory=dict)
    key_id: str = ""


def take_key(till: ArchivedTill, record: Record) -> str:
    """Take a TILL_OPEN or KEY_ROTATE into a till's keys; tell what is wrong with it."""
    try:
        body = read_canonical(record.body)
        opening = body["type"] == "TILL_OPEN"
        public = str(body["public_key"] if opening else till.keys[till.key_id])
        digest = record_hash(str(body["prev"]), record.body)
        new = str(body["public_key"] if opening else body["new_public_key"])
        named = str(body["key"] if opening else body["new_key"])
        if opening == bool(till.keys) or (body["till"], body["seq"]) != (record.till, record.seq):
            return "key_history"
        if _id_of(new) != named or body["key"] != _id_of(public):
            return "wrong_key"
    except (FiscalError, KeyError, TypeError, ValueError):
        return "key_history"
    if digest != record.hash or not check_signature(str(body["alg"]), public, digest, record.sig):
        return "altered"
    till.keys[named], till.key_id = new, named
    return ""


def _id_of(public: str) -> str:
    try:
        return key_id_of(public)
    except ValueError:
        return ""
