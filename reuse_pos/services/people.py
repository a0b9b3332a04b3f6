"""Signing in: the tiles of the people with a right here, their secret code or badge, and the wait
after mistakes."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.db import people as rows
from reuse_pos.db.store import Tx
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import to_ns
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, make_random_code, read_scan
from reuse_pos.domain.people import FAILURES_BEFORE_LOCK, Person, checked_secret, delay_after
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

BADGES = "*"


def hash_secret(secret: str) -> str:
    """The argon2id hash of a PIN or password (OWASP: t=2, m=19 MiB, p=1)."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1).hash(secret)


def hash_badge(code: str) -> str:
    """What is kept of a badge: its ten random digits carry no name, their hash cannot be printed on
    a card."""
    import hashlib

    return hashlib.sha256(b"reuse_pos/badge\0" + code.encode()).hexdigest()


class People(Station):
    """Who is here, and who is at the screen now."""

    def tiles(self, permissions: Sequence[Permission] = ()) -> list[Person]:
        """The people to show at a post: those holding one of its rights (all when none is
        named)."""
        here = rows.everyone(self.store.read())
        return [
            person
            for person in here
            if not permissions or any(person.actor.may(one) for one in permissions)
        ]

    def sign_in(self, op: str, secret: str) -> Person:
        """The person, if the PIN or password is theirs; refuses "wrong_secret", or "wait" with
        `seconds` to wait.

        Wrong codes are counted in the file, so a restart does not reset the wait (CNIL,
        délibération 2022-100).
        """
        self._refuse_if_waiting(op)
        reader = self.store.read()
        person, wanted = rows.person(reader, op), rows.secret_hash(reader, op)
        if person is None or not person.active or wanted is None or not _matches(wanted, secret):
            raise self._count_failure(op)
        self._forget_failures(op)
        return person

    def sign_in_badge(self, raw: str) -> Person:
        """The person whose badge was scanned; managers still type their password (refusal
        "password_too", `op`)."""
        self._refuse_if_waiting(BADGES)
        code = read_scan(raw)
        op = (
            rows.op_of_badge(self.store.read(), hash_badge(code.digits))
            if code.kind is CodeKind.BADGE
            else None
        )
        person = None if op is None else rows.person(self.store.read(), op)
        if person is None:
            raise self._count_failure(BADGES)
        if person.uses_password:
            raise Refusal(_("Now type your password."), "password_too", op=person.op)
        self._forget_failures(BADGES)
        return person

    def seconds_to_wait(self, op: str) -> int:
        """How long nothing is accepted for this person yet; 0 when they may try."""
        left = rows.throttle(self.store.read(), op).until_ns - to_ns(self.clock.now())
        return max(0, -(-left // 1_000_000_000))

    @verb("person_put", Permission.MANAGE_PEOPLE)
    def put(self, act: Act, person: Person, secret: str | None = None, rank: int = 0) -> str | None:
        """Add or change a person; returns the digits of a new badge when the person is new."""
        act.put(
            "person",
            op=person.op,
            role=person.role.value,
            icon=person.icon,
            colour=person.colour,
            plain_mode=int(person.plain_mode),
            prints_own_labels=int(person.prints_own_labels),
            rank=rank,
            active=int(person.active),
        )
        act.changed(Change.PEOPLE)
        return save_private(act.tx, person, secret)

    def _refuse_if_waiting(self, op: str) -> None:
        seconds = self.seconds_to_wait(op)
        if seconds:
            raise Refusal(
                _(
                    "Too many wrong codes. Wait {seconds} seconds, then try again, or ask your "
                    "supervisor.",
                    seconds=seconds,
                ),
                "wait",
                seconds=seconds,
            )

    def _count_failure(self, op: str) -> Refusal:
        with self.store.transaction() as tx:
            failures = rows.throttle(tx, op).failures + 1
            until = to_ns(self.clock.now()) + delay_after(failures) * 1_000_000_000
            rows.keep_failures(tx, op, failures, until)
        self.office.later(lambda: self._tell_failure(op))
        seconds = delay_after(failures)
        if failures >= FAILURES_BEFORE_LOCK:
            return Refusal(
                _("Too many wrong codes. Ask the manager to open your access again."),
                "locked",
                seconds=seconds,
            )
        if seconds:
            return Refusal(
                _("Wrong code. Wait {seconds} seconds, then try again.", seconds=seconds),
                "wrong_secret",
                seconds=seconds,
            )
        return Refusal(
            _("Wrong code. Try again, or ask your supervisor."), "wrong_secret", seconds=0
        )

    def _tell_failure(self, op: str) -> None:
        # Sealing needs modules that the sign-in does not wait for.
        from reuse_pos.services.events import Events

        Events(self.office).sign_in_failed(op)

    def _forget_failures(self, op: str) -> None:
        if rows.throttle(self.store.read(), op).failures:
            with self.store.transaction() as tx:
                rows.keep_failures(tx, op, 0, 0)


def save_private(tx: Tx, person: Person, secret: str | None) -> str | None:
    """Write the name and hashed secret of a person; returns a new badge's digits when there was
    none."""
    old = rows.secrets_of(tx, person.op)
    if secret is not None:
        kept = hash_secret(checked_secret(secret, person.role))
    elif old is not None:
        kept = old[0]
    else:
        raise Refusal(
            _("A new person needs a secret code. Nothing was changed. Choose one."), "pin"
        )
    badge = make_random_code(CodeKind.BADGE) if old is None else None
    badge_hash = hash_badge(badge) if badge else old[1] if old else None
    rows.keep_private(tx, person.op, person.name, kept, badge_hash)
    return badge


def _matches(wanted: str, secret: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return PasswordHasher().verify(wanted, secret)
    except (Argon2Error, InvalidHashError):
        return False
