"""How the journal's states and faults are said to an inspector."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.archive import ArchiveVerdict, ArchiveWritten
from reuse_pos.services.journal_views import Finding, JournalState, Verdict

FEW = 200
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
}
KINDS = {
    "SESSION": N_("Z"), "DAY": N_("Days"), "MONTH": N_("Months"), "YEAR": N_("Years"),
}  # fmt: skip


def day_words(day: str) -> str:
    """ "2026-10-01" as 01/10/2026, a month as 10/2026, a year as it is; "" for none."""
    return "/".join(reversed(day[:10].split("-"))) if day else ""


def moment_words(ts: str) -> str:
    """A journal time as 01/10/2026 09:05."""
    return f"{day_words(ts)} {ts[11:16]}" if ts else ""


def state_lines(state: JournalState) -> list[tuple[str, str]]:
    """What a till's card says: name and value."""
    z = (
        _("No. {n}, {day}", n=state.z_number, day=day_words(state.z_at))
        if state.z_number
        else _("none yet")
    )
    return [
        (_("Records"), thousands(state.records)),
        (_("From"), moment_words(state.first_at)),
        (_("To"), moment_words(state.last_at)),
        (_("Last Z"), z),
        (_("Perpetual total"), format_cents(state.gtp)),
        (_("Perpetual total, absolute"), format_cents(state.gtpa)),
        (_("Last hash"), f"{state.hash[:12]}…"),
        (_("Key"), state.key_id),
    ]


def thousands(number: int) -> str:
    """A count with narrow gaps between thousands."""
    return f"{number:,}".replace(",", NBSP)


def verdict_words(verdict: Verdict) -> str:
    """The outcome of a check in one sentence."""
    if verdict.ok:
        return _(
            "Everything holds: {n} records read, chained, signed and added up.",
            n=thousands(verdict.n_records),
        )
    return ngettext(
        "{n} thing does not hold. Selling can go on; tell the manager and keep this screen.",
        "{n} things do not hold. Selling can go on; tell the manager and keep this screen.",
        verdict.n_findings,
    )


def finding_words(findings: Sequence[Finding]) -> list[str]:
    """Each fault as a sentence: till, record, what is wrong."""
    found = []
    for one in findings[:FEW]:
        fault = _(FAULTS[one.code]) if one.code in FAULTS else one.code
        found.append(
            _("Till {till}, record {seq}: {fault}.", till=one.till, seq=one.seq, fault=fault)
        )
    return found


def written_words(written: ArchiveWritten) -> str:
    """What became of an archive, in sentences."""
    period, verdict = day_words(written.period), written.verdict
    whole = _(
        "Archive of {period}: {n} records, read back and checked.",
        period=period, n=thousands(written.n_records),
    )  # fmt: skip
    spoilt = _(
        "Archive of {period}: written, but {n} things in it do not hold.",
        period=period, n=verdict.n_findings,
    )  # fmt: skip
    sentences = [whole if verdict.ok else spoilt]
    if written.open_tills:
        tills = ", ".join(written.open_tills)
        sentences.append(_("This period is not closed yet at {tills}.", tills=tills))
    sentences.append(_("Its trace is in the journal. File: {path}", path=str(written.path)))
    return " ".join(sentences)


def checked_words(file: str, verdict: ArchiveVerdict) -> str:
    """What checking an archive file found, in sentences; the first faults by name."""
    if verdict.ok:
        return _(
            "{file} holds: {n} records. Compare its keys and hashes with the tills’ papers.",
            file=file, n=thousands(verdict.n_records),
        )  # fmt: skip
    names = sorted({one.file for one in verdict.findings})
    return _(
        "{file} does not hold: {n} things, in {files}. Nothing was changed.",
        file=file, n=verdict.n_findings, files=", ".join(names),
    )  # fmt: skip
