"""How the journal's states and faults are said to an inspector."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.archive import ArchiveVerdict, ArchiveWritten
from reuse_pos.services.fault_words import finding_sentence
from reuse_pos.services.journal_views import Finding, JournalState, Verdict

FEW = 200
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
    return [finding_sentence(one) for one in findings[:FEW]]


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
