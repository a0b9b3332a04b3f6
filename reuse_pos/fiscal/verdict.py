"""What checking a till journal needs to know beforehand, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reuse_pos.fiscal.head import TillHead

MAX_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A record that some other place remembers; `exact` when that place must know the very last
    one.

    `source` names the place in findings: "device_state", "outbox", "hwm", "paper", "head_office".
    """

    till: str
    seq: int
    hash: str
    source: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is known besides the journal: heads kept elsewhere, public keys (hex), where reading
    starts.

    `whole` is false when only the end of a journal is read: what came before is then believed.
    `starts` tells, per till, where the journal stood before the first record read, `till_keys`
    which keys are each till's own (an archive).
    """

    heads: tuple[KnownHead, ...] = ()
    public_keys: frozenset[str] = frozenset()
    whole: bool = True
    starts: Mapping[str, TillHead] = field(default_factory=dict)
    till_keys: Mapping[str, frozenset[str]] | None = None

    def keys_of(self, till: str) -> frozenset[str]:
        """The public keys that may have signed a till's records; none when none is known."""
        if self.till_keys is None:
            return self.public_keys
        return self.till_keys.get(till, frozenset())


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: where, a stable code, and the figures in plain English."""

    till: str
    seq: int
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome: `ok` without findings; `heads` says where each till's journal ends.

    At most MAX_FINDINGS findings are kept; `n_findings` counts them all.
    """

    ok: bool
    n_records: int
    n_findings: int
    findings: tuple[Finding, ...]
    heads: Mapping[str, TillHead]


@dataclass(slots=True)
class Report:
    """The findings so far; only the first MAX_FINDINGS are kept."""

    findings: list[Finding] = field(default_factory=list)
    count: int = 0

    def add(self, till: str, seq: int, code: str, detail: object = "") -> None:
        """Note one finding."""
        self.count += 1
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(Finding(till, seq, code, str(detail)))
