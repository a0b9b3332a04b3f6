"""What does not hold in a journal or an archive, in sentences, for screen and terminal."""

from __future__ import annotations

from reuse_pos.domain.wording import N_, _
from reuse_pos.fiscal.archive_check import ArchiveFinding
from reuse_pos.fiscal.verdict import Finding

# What may be wrong with a record, by the code the verifier gives.
FAULTS = {
    "altered": N_("was changed after it was sealed"),
    "signature": N_("its signature does not hold"),
    "hash_column": N_("its hash is not that of its text"),
    "prev_link": N_("does not follow the record before it"),
    "gap": N_("records are missing here"),
    "order": N_("is out of order"),
    "duplicate": N_("is there twice"),
    "column": N_("a column does not repeat the sealed text"),
    "not_canonical": N_("its text is not in the one form"),
    "malformed": N_("is not complete"),
    "wrong_key": N_("was not signed with the till’s key"),
    "foreign_key": N_("was signed with an unknown key"),
    "no_public_key": N_("its signature cannot be checked: no public key"),
    "not_opened": N_("the journal does not begin with the till’s opening"),
    "tail_cut": N_("the end of the journal is missing"),
    "head_differs": N_("is not the record that is remembered elsewhere"),
    "head_stale": N_("another place stops before the end"),
    "till_missing": N_("this till’s records are missing"),
    "clock_back": N_("its time goes back unannounced"),
    "wrong_day": N_("its day is not that of its time"),
    "doc_no": N_("its number does not follow"),
    "gtp": N_("the perpetual total is wrong"),
    "gtpa": N_("the absolute perpetual total is wrong"),
    "sum_lines": N_("its lines do not make its total"),
    "sum_vat": N_("its VAT does not make its total"),
    "sum_pay": N_("its payments do not make its total"),
    "vat_table": N_("its VAT table is wrong"),
    "before_vat": N_("its amounts before VAT are wrong"),
    "turnover": N_("its turnover is not that of its lines"),
    "closing": N_("the closing does not say what the records make"),
    "closing_range": N_("the closing does not cover the right records"),
    "refund_too_much": N_("gives back more than was sold"),
    "ref_doc": N_("refers to a ticket that does not exist"),
    "ref_seq": N_("refers to a ticket under a wrong record"),
    "day_closed": N_("comes in a day that was closed"),
    "close_due": N_("comes before a closing that was due"),
    "wrong_period": N_("closes a period that was not the one to close"),
    "session_open": N_("comes while a session was open"),
    "no_session": N_("comes while no session was open"),
    "session": N_("does not name the session that was open"),
    "number": N_("its Z number does not follow"),
    "opened_twice": N_("opens the till a second time"),
    "till_ended": N_("follows the till’s last record"),
    "unknown_type": N_("is of a kind nobody knows"),
    "count_diff": N_("its gap is not what was counted less what was expected"),
    "line_numbers": N_("its lines are not numbered one after the other"),
    "pay_numbers": N_("its payments are not numbered one after the other"),
    "refund_sign": N_("gives back, but has a line above zero"),
    "unreadable": N_("cannot be read"),
    "v": N_("is of a version nobody knows"),
    "fiscal_v": N_("is of a version nobody knows"),
    "till": N_("is of another till"),
    "seq": N_("is numbered wrongly"),
    "prev": N_("does not follow the record before it"),
    "mode": N_("mixes practice and real sales"),
    "alg": N_("is signed in a way nobody knows"),
}
# What may be wrong with a file of an archive.
FILE_FAULTS = {
    "file_twice": N_("this name is there twice"),
    "file_unreadable": N_("is damaged and cannot be read"),
    "file_missing": N_("is missing"),
    "file_unknown": N_("is not announced by the manifest"),
    "file_changed": N_("was changed since the manifest"),
    "file_form": N_("is not in the form expected"),
    "file_signature": N_("is not the one the till signed"),
    "signatures_listed": N_("does not hold the signatures of all files"),
    "till_unknown": N_("this till is not announced by the manifest"),
    "key_history": N_("the history of the keys does not follow"),
    "line_form": N_("a line is no record"),
    "table_differs": N_("does not say what the journal says"),
    "table_longer": N_("has lines the journal does not have"),
}


def fault_words(code: str) -> str:
    """What a code means; the code itself where this version does not know it."""
    found = FAULTS.get(code) or FILE_FAULTS.get(code)
    return _(found) if found else code


def finding_sentence(one: Finding) -> str:
    """A fault of a journal as a sentence: till, record, what is wrong."""
    if one.code == "foreign_key" and not one.till:
        return _unused_key(one.detail)
    fault = fault_words(one.code)
    if not one.till:
        return _("The journal: {fault}.", fault=fault)
    return _("Till {till}, record {seq}: {fault}.", till=one.till, seq=one.seq, fault=fault)


def archive_sentence(one: ArchiveFinding) -> str:
    """A fault of an archive as a sentence: file, till, record, what is wrong."""
    if one.code == "foreign_key" and not one.till:
        return _unused_key(one.detail)
    fault, till = fault_words(one.code), one.till
    if one.seq:
        return _("{file}, till {till}, record {seq}: {fault}.", file=one.file, till=till,
                 seq=one.seq, fault=fault)  # fmt: skip
    if till:
        return _("{file}, till {till}: {fault}.", file=one.file, till=till, fault=fault)
    return _("{file}: {fault}.", file=one.file, fault=fault)


def _unused_key(key: str) -> str:
    """A key that somebody knows from paper signs nothing here: all may have been made again."""
    return _("No till here signs with the key {key} that is known from paper.", key=key)
