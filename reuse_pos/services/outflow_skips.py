"""The skips, cages and bins on site: full, removal asked for, fetched under a slip, empty again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reuse_pos.db import outflow as rows
from reuse_pos.domain import outflow as rules
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.outflow import Skip, Slip
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.outflow_slips import OutflowSlips, SlipFor
from reuse_pos.services.verb import Act, verb

MOST_TARE_G = 20_000_000


@dataclass(frozen=True)
class SkipView:
    """A skip as the list shows it: who takes it, for how many days it has been so, whether that is
    too long, its open slip."""

    skip: Skip
    taker: str
    days: int
    late: bool
    slip: str


class OutflowSkips(OutflowSlips):
    """One touch a step; the lorry's touch opens the slip with what is already inside."""

    def skips(self) -> list[SkipView]:
        """The skips on site, in order."""
        reader, today = self.store.read(), self.today()
        takers = {one.code: one.label for one in rows.takers(reader, archived=True)}
        most = self.office.number("outflow.full_days")
        slips = {one.skip: one.number for one in rows.open_slips(reader) if one.skip}
        return [
            SkipView(
                one, takers.get(one.party, ""), one.days(today), one.is_late(today, most),
                slips.get(one.code, ""),
            )
            for one in rows.skips(reader)
        ]  # fmt: skip

    def all_skips(self) -> list[Skip]:
        """Every skip, the ones no longer used last."""
        return rows.skips(self.store.read(), archived=True)

    @verb("skip_moved_on", Permission.SEND_OUT)
    def advance(self, act: Act, code: str) -> str:
        """One touch: it is full, its removal is asked for, an empty one is in place; returns the
        new state. Refuses ("asked") where the lorry's touch is next."""
        skip = self._skip(act, code)
        after = rules.SKIP_NEXT.get(skip.state)
        if after is None:
            raise Refusal(
                _(
                    "“{skip}” waits for the lorry. Nothing was changed. Open its slip.",
                    skip=skip.label,
                ),
                "asked",
            )
        self._set_state(act, code, after)
        return after

    @verb("skip_moved_back", Permission.SEND_OUT)
    def step_back(self, act: Act, code: str) -> str:
        """Undo a touch: full becomes in use, asked becomes full; returns the new state."""
        skip = self._skip(act, code)
        before = rules.SKIP_BACK.get(skip.state)
        if before is None:
            raise Refusal(_("There is nothing to undo here. Nothing was changed."), "nothing")
        self._set_state(act, code, before)
        return before

    @verb("skip_fetched", Permission.SEND_OUT)
    def pick_up(self, act: Act, code: str) -> Slip:
        """The lorry is here: a slip opens for the skip, with what sorting already sent to its
        organisation. Refuses a skip whose slip is open ("on_slip")."""
        skip = self._skip(act, code)
        known = next((one for one in rows.open_slips(act.tx)
                      if one.skip == code and one.state == rules.OPEN), None)  # fmt: skip
        if known is not None:
            raise Refusal(
                _(
                    "Slip {number} is already open for “{skip}”. Nothing was changed.",
                    number=known.number,
                    skip=skip.label,
                ),
                "on_slip",
                slip=known.number,
            )
        slip = self.opened(act, SlipFor(skip.kind, skip.party or None, None, code))
        grams = self.gathered(act, slip)
        return replace(slip, grams=grams)

    @verb("skip_put", Permission.SET_UP)
    def put_skip(self, act: Act, skip: Skip) -> None:
        """Add a skip, or change what it is for; its state stays.

        Refuses one without a name, with a tare that cannot be, or for an organisation of another
        kind.
        """
        if not skip.label.strip() or not skip.code.strip():
            raise Refusal(_("Give it a name. Nothing was saved."), "name")
        if not 0 <= skip.tare_g <= MOST_TARE_G:
            raise Refusal(
                _(
                    "A tare of {weight} cannot be right. Nothing was saved.",
                    weight=format_grams(skip.tare_g),
                ),
                "tare",
            )
        wanted = rules.KINDS[skip.kind].taker
        if skip.party not in {one.code for one in rows.takers(act.tx, wanted)}:
            raise Refusal(
                _("Choose who takes it away. Nothing was saved."), "party",
            )  # fmt: skip
        here = next((one for one in rows.skips(act.tx, archived=True) if one.code == skip.code),
                    None)  # fmt: skip
        act.put(
            "skip", code=skip.code, label=skip.label.strip()[:60], destination=skip.destination,
            party=skip.party, category=skip.category, tare_g=skip.tare_g,
            state=here.state if here else "in_use", since=here.since if here else act.day,
            rank=skip.rank, archived=int(skip.archived),
        )  # fmt: skip
        act.changed(Change.SETTINGS, Change.STOCK)

    def _skip(self, act: Act, code: str) -> Skip:
        found = next((one for one in rows.skips(act.tx) if one.code == code), None)
        if found is None:
            raise Refusal(_("This skip is no longer here. Nothing was changed."), "skip")
        return found

    def _set_state(self, act: Act, code: str, state: str) -> None:
        act.set("skip", {"code": code}, state=state, since=act.day)
        act.changed(Change.STOCK)
