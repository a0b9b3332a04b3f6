"""Goods in full: checks, counts of a shelf, work to order, what leaves and where to, words to find
a thing by."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import (
    STRICT,
    STRICT_NO_ROWID,
    SQLModel,
    ident,
    index_where,
    text,
    whole,
)


class DonorPrivate(SQLModel, table=True):
    """Who gave a delivery, only when they wished to say so, for one purpose, until `delete_on`;
    outside every fact."""

    __tablename__ = "donor_private"
    __table_args__ = STRICT
    intake: bytes = ident(primary_key=True)
    name: str = text()
    contact: str = text()
    purpose: str = text()
    delete_on: str = text()


class QuoteRow(SQLModel, table=True):
    """A quote for a paid clearance (`state` draft | sent | accepted | refused), lines as JSON,
    amounts in cents; it names a stop of the agenda, never a person."""

    __tablename__ = "quote"
    __table_args__ = STRICT
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    appointment: bytes | None = ident()
    initials: str = text()
    commune: str = text()
    lines: str = text()
    total_cents: int = whole()
    state: str = text()
    day: str = text()
    valid_until: str = text()


class ScaleCheck(SQLModel, table=True):
    """A reference weight put on a scale: what it weighs and what the scale said, in grams."""

    __tablename__ = "scale_check"
    __table_args__ = (Index("scale_check_day", "day"), STRICT)
    id: bytes = ident(primary_key=True)
    day: str = text()
    at: str = text()
    reference_g: int = whole()
    shown_g: int = whole()
    zero_g: int = whole()
    op: str = text()
    note: str = text()


class TestSheet(SQLModel, table=True):
    """A safety check of a thing (`kind` test_sheet | safety_check …; `result` passed | failed),
    point by point as JSON."""

    __test__ = False
    __tablename__ = "test_sheet"
    __table_args__ = (Index("test_sheet_item", "item"), STRICT)
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    item: bytes = ident()
    kind: str = text()
    day: str = text()
    op: str = text()
    result: str = text()
    points: str = text()
    serial: str = text()
    note: str = text()


class RecallRow(SQLModel, table=True):
    """A product recalled from sale, from a public list that was imported; `folded` is what is
    searched."""

    __tablename__ = "recall"
    __table_args__ = STRICT
    number: str = text(primary_key=True)
    day: str = text()
    brand: str = text()
    model: str = text()
    title: str = text()
    risk: str = text()
    codes: str = text()
    folded: str = text()


class RecallWord(SQLModel, table=True):
    """The words a recalled product is found by."""

    __tablename__ = "recall_word"
    __table_args__ = STRICT_NO_ROWID
    word: str = text(primary_key=True)
    number: str = text(primary_key=True)


class WorkTemplate(SQLModel, table=True):
    """The steps of a category as the supervisor set them (JSON), in place of the shipped ones."""

    __tablename__ = "work_template"
    __table_args__ = STRICT
    category: str = text(primary_key=True)
    steps: str = text()
    set_by: str = text()
    day: str = text()


class Authorisation(SQLModel, table=True):
    """What an operator may do because somebody checked that they can (`what` electric | old_paint
    …), until a day ("" for no end)."""

    __tablename__ = "authorisation"
    __table_args__ = STRICT
    op: str = text(primary_key=True)
    what: str = text(primary_key=True)
    given_by: str = text()
    day: str = text()
    until: str = text()


class CustomerOrder(SQLModel, table=True):
    """Work asked by a customer on a piece bought here (`state` quoted | accepted | ready |
    collected | refused | cancelled | kept); amounts in cents.

    `steps` are the codes of what is to be done, `lines` the quote's as JSON, `kind` NONE | ARRHES |
    ACOMPTE, `days` what is promised from the agreement on, `due_on` "" until then, `sold_line` the
    ticket and line that sold a piece without a label ("" for one with its own)."""

    __tablename__ = "customer_order"
    __table_args__ = (
        Index(
            "customer_order_open",
            "state",
            sqlite_where=Column("state").in_(("quoted", "accepted", "ready")),
        ),
        Index("customer_order_item", "item"),
        index_where("customer_order_line", "sold_line <> ''", "sold_line"),
        index_where("customer_order_ended", "closed_on IS NOT NULL", "closed_on"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    state: str = text()
    item: bytes = ident()
    work_order: bytes | None = ident()
    label: str = text()
    initials: str = text()
    steps: str = text()
    lines: str = text()
    quote_cents: int = whole()
    kind: str = text()
    deposit_cents: int = whole()
    deposit_doc: str | None = text()
    closed_doc: str | None = text()
    day: str = text()
    valid_until: str = text()
    days: int = whole()
    accepted_on: str | None = text()
    due_on: str = text()
    ready_on: str | None = text()
    closed_on: str | None = text()
    note: str = text()
    sold_line: str = text()


class CustomerOrderPrivate(SQLModel, table=True):
    """Who asked for work: name and phone, outside every fact, until `delete_on`."""

    __tablename__ = "customer_order_private"
    __table_args__ = STRICT
    customer_order: bytes = ident(primary_key=True)
    name: str = text()
    phone: str = text()
    delete_on: str = text()


class SkillNote(SQLModel, table=True):
    """A task a person did, for their own booklet; private, outside every fact."""

    __tablename__ = "skill_note"
    __table_args__ = (Index("skill_note_op", "op", "day"), STRICT)
    id: bytes = ident(primary_key=True)
    op: str = text()
    day: str = text()
    post: str = text()
    task: str = text()
    minutes: int | None = whole()


class SkillConsent(SQLModel, table=True):
    """Who wants a booklet of what they do, since when; without a row nothing is noted."""

    __tablename__ = "skill_consent"
    __table_args__ = STRICT
    op: str = text(primary_key=True)
    given_on: str = text()


class ItemWord(SQLModel, table=True):
    """The words a thing is found by, folded (no accents, no capitals); follows the item's row."""

    __tablename__ = "item_word"
    __table_args__ = (Index("item_word_item", "item"), STRICT_NO_ROWID)
    word: str = text(primary_key=True)
    item: bytes = ident(primary_key=True)


class StocktakeRow(SQLModel, table=True):
    """A count of a place by scanning (`state` counting | paused | proposed | accepted |
    cancelled)."""

    __tablename__ = "stocktake"
    __table_args__ = STRICT
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    place: str = text()
    spot: str = text()
    families: str = text()
    state: str = text()
    day: str = text()
    started_at: str = text()
    ended_at: str | None = text()
    op: str = text()


class StocktakeSeen(SQLModel, table=True):
    """A code scanned during a count; `item` NULL for a code nobody knows."""

    __tablename__ = "stocktake_seen"
    __table_args__ = STRICT
    stocktake: bytes = ident(primary_key=True)
    code: str = text(primary_key=True)
    item: bytes | None = ident()
    answer: str = text()
    at: str = text()
    op: str = text()


class StocktakeLoose(SQLModel, table=True):
    """What was weighed of untracked goods during a count, in grams and pieces."""

    __tablename__ = "stocktake_loose"
    __table_args__ = STRICT
    stocktake: bytes = ident(primary_key=True)
    category: str = text(primary_key=True)
    grams: int = whole()
    pieces: int = whole()
    source: str = text()


class SlipRow(SQLModel, table=True):
    """A slip under which goods leave or come from another store (`kind` gift | partner | recycler |
    sorter | energy | disposal | transfer_out | transfer_in; `state` open | closed | awaited).

    `ticket_no` and `ticket_g` are the receiver's weighing ticket; `file` its picture (SHA-256)."""

    __tablename__ = "slip"
    __table_args__ = (
        Index("slip_day", "day"),
        index_where("slip_open", "state <> 'closed'", "day", "number"),
        index_where("slip_received", "kind = 'transfer_in'", "ticket_no"),
        STRICT,
    )
    number: str = text(primary_key=True)
    kind: str = text()
    state: str = text()
    party: str | None = text()
    store: int | None = whole()
    carrier: str = text()
    waste_code: str = text()
    treatment: str = text()
    skip: str | None = text()
    day: str = text()
    closed_on: str | None = text()
    grams: int = whole()
    ticket_no: str = text()
    ticket_g: int | None = whole()
    file: str | None = text()
    op: str = text()
    note: str = text()


class SlipLine(SQLModel, table=True):
    """One load or thing of a slip."""

    __tablename__ = "slip_line"
    __table_args__ = (index_where("slip_line_entry", "entry IS NOT NULL", "entry"), STRICT)
    slip: str = text(primary_key=True)
    n: int = whole(primary_key=True)
    category: str = text()
    item: bytes | None = ident()
    label: str = text()
    grams: int = whole()
    pieces: int = whole()
    source: str = text()
    entry: bytes | None = ident()
    answer: str = text()


class SkipRow(SQLModel, table=True):
    """A skip, cage or bin on site (`state` in_use | full | asked | awaited), for one way out."""

    __tablename__ = "skip"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    label: str = text()
    destination: str = text()
    party: str = text()
    category: str = text()
    tare_g: int = whole()
    state: str = text()
    since: str = text()
    rank: int = whole()
    archived: int = whole()


class PartyMaterial(SQLModel, table=True):
    """What a recycler or partner accepts: a category or a whole family."""

    __tablename__ = "party_material"
    __table_args__ = STRICT
    party: str = text(primary_key=True)
    what: str = text(primary_key=True)


class KitRow(SQLModel, table=True):
    """Several things gathered from a list and given or invoiced as one (`mode` given | invoiced;
    `state` open | done | cancelled); lines as JSON."""

    __tablename__ = "kit"
    __table_args__ = (index_where("kit_open", "state = 'open'", "id"), STRICT)
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    label: str = text()
    party: str | None = text()
    initials: str = text()
    mode: str = text()
    state: str = text()
    lines: str = text()
    price_cents: int = whole()
    document: str | None = text()
    day: str = text()


class KitListRow(SQLModel, table=True):
    """A list of categories a kit is gathered from ("first flat": a bed, a table, six plates)."""

    __tablename__ = "kit_list"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    label: str = text()
    lines: str = text()
    rank: int = whole()
    archived: int = whole()


class ColourPeriod(SQLModel, table=True):
    """The colour printed on labels made between two days, and when and how far their prices go
    down (basis points)."""

    __tablename__ = "colour_period"
    __table_args__ = STRICT
    id: bytes = ident(primary_key=True)
    colour: str = text()
    first_day: str = text()
    last_day: str = text()
    markdown_on: str = text()
    basis_points: int = whole()
