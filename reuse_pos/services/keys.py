"""The keys the tills sign with: a new one in the place of an old one, told on paper; and the end of
a till.

The new key is kept before the journal names it: whatever happens between, the till has the key its
journal asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db import highwater
from reuse_pos.db import journal as journal_rows
from reuse_pos.db.events import key_record
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import Columns, Cut, Element, Feed, ReceiptDoc, Rule, Text
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import period_of
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.services.journal import TillJournal, read_head
from reuse_pos.services.office import Station
from reuse_pos.services.printing import print_doc
from reuse_pos.services.tickets import printed_at, shop_header
from reuse_pos.services.verb import Act, verb

GROUP = 8


@dataclass(frozen=True)
class KeyFacts:
    """The key a till signs with now: its short name, the public key (hex), since which local time;
    `here` when this computer holds its private half, `ended` when the till was closed for good."""

    till: str
    key_id: str
    public_hex: str
    since: str
    here: bool
    ended: bool


class TillKeys(Station):
    """Who vouches for each till's journal."""

    def facts(self) -> list[KeyFacts]:
        """The key of every till, in the order of their numbers."""
        reader = self.store.read()
        found = []
        for till, head in journal_rows.heads(reader).items():
            body = key_record(reader, till)
            public = str(body.get("new_public_key") or body.get("public_key") or "")
            key_id = str(head["key_id"])
            found.append(
                KeyFacts(till, key_id, public, str(body["ts"]), self._held(key_id),
                         bool(head["ended"]))
            )  # fmt: skip
        return found

    @verb("key_rotated", Permission.SET_UP)
    def rotate(self, act: Act, till: str, reason: str) -> str:
        """Give a till a new key: KEY_ROTATE, sealed by the old one, names it; returns the new
        key's short name. Printed afterwards, to be kept with the shop's papers."""
        _refuse_without(reason)
        journal = TillJournal(act, self.office, till)
        new = SigningKey.generate()
        try:
            self.office.keys.save(new)
        except (FiscalError, OSError) as trouble:
            raise Refusal(
                _(
                    "The new key cannot be kept on this computer. Nothing was changed. Check the "
                    "disk and the system’s key ring, then try again."
                ),
                "key",
            ) from trouble
        journal.note(fiscal.key_rotate(journal.stamp, new.public_hex, reason.strip()[:80]))
        act.changed(Change.TILL)
        act.after(self._keep_mark)
        act.after(lambda: self.office.later(lambda: self.print_key(till)))
        return new.key_id

    @verb("till_ended", Permission.SET_UP)
    def close_till(self, act: Act, till: str, reason: str) -> None:
        """Close a till for good: its day, month and year first, then TILL_CLOSE; nothing may follow
        in its journal. Refuses while a session is open on it."""
        _refuse_without(reason)
        journal = TillJournal(act, self.office, till)
        if journal.head.session_seq:
            raise Refusal(
                _("A session is open on this till. Nothing was recorded. Close it first."),
                "session_open",
            )
        starts = self.office.number("till.year_starts")
        for kind, since in sorted(journal.head.open_since):
            journal.close(kind, period_of(kind, since, starts))
        journal.note(fiscal.till_close(journal.stamp, reason.strip()[:80]))
        act.changed(Change.TILL)
        act.after(self._keep_mark)

    def paper(self, till: str) -> ReceiptDoc:
        """The public key of a till on paper: whoever holds it can check the journal without
        trusting this computer."""
        read_head(self.store.read(), till)
        one = next(one for one in self.facts() if one.till == till)
        header = shop_header(self.office)
        parts = [one.public_hex[at : at + GROUP] for at in range(0, len(one.public_hex), GROUP)]
        lines = [" ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
        elements: list[Element] = [
            Text(header.name, "center", bold=True),
            *(Text(line, "center") for line in header.lines),
            Rule(),
            Text(_("Public key of till {till}", till=one.till), "center", bold=True),
            *(Text(line, "center") for line in lines),
            Rule(),
            Columns(_("Short name"), one.key_id),
            Columns(_("Signs since"), printed_at(one.since)),
            Text(_("Keep this paper with the shop’s accounts: it lets anyone check the journal.")),
            Text(header.software, "center"),
            Feed(3),
            Cut(),
        ]
        return ReceiptDoc(tuple(elements), _("Public key of till {till}", till=one.till))

    def print_key(self, till: str) -> str:
        """Print the public key of a till; returns "" or the kind of trouble."""
        return print_doc(self.office, self.paper(till))

    def _held(self, key_id: str) -> bool:
        try:
            return self.office.keys.load(key_id) is not None
        except FiscalError:
            return False

    def _keep_mark(self) -> None:
        highwater.write(self.office.folder.high_water, highwater.present(self.store.read()))


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            _("This needs a reason, which the journal keeps. Nothing was changed. Give one."),
            "reason",
        )
