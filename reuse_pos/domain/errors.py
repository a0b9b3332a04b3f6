"""What the shop refuses: a refusal is one sentence told to the person, and nothing was changed."""

from __future__ import annotations


class Refusal(Exception):
    """The shop says no, in one translated sentence that also says what to do next.

    `code` is a stable word for screens that offer a way out ("already_sold", "reserved"…);
    `facts` carries what such a screen needs (ids, amounts), never a person's name.
    """

    def __init__(self, sentence: str, code: str = "refused", **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.facts = facts
