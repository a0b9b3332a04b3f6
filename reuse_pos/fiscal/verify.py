"""Reading till journals from end to end and naming everything in them that does not hold.

One pass, one record at a time: a journal of ten years fits. What a verifier cannot see by itself is
a tail cut off together with every place that remembered it; give it those places as an
`Expectation`.
"""

from __future__ import annotations

from collections.abc import Iterable

from reuse_pos.fiscal.records import Record
from reuse_pos.fiscal.tickets import Refunds, Tickets
from reuse_pos.fiscal.till_check import TillCheck
from reuse_pos.fiscal.verdict import Expectation, Finding, KnownHead, Report, Verdict

__all__ = ["Expectation", "Finding", "KnownHead", "Verdict", "verify"]


def verify(records: Iterable[Record], expect: Expectation | None = None) -> Verdict:
    """Check journal records, each till's in order of number; tills may be mixed.

    Without `expect` the journal is taken as whole and compared with itself alone.
    """
    report = Report()
    known = expect or Expectation()
    tills: dict[str, TillCheck] = {}
    tickets, refunds = Tickets(), Refunds()
    count = 0
    for record in records:
        count += 1
        if record.till not in tills:
            tills[record.till] = TillCheck(record, known, report, tickets, refunds)
        tills[record.till].take(record)
    for check in tills.values():
        check.finish()
    for head in known.heads:
        if head.till not in tills:
            report.add(head.till, head.seq, "till_missing", head.source)
    for till, seq, code, detail in refunds.judge(tickets):
        report.add(till, seq, code, detail)
    heads = {till: check.head for till, check in tills.items()}
    return Verdict(not report.count, count, report.count, tuple(report.findings), heads)
