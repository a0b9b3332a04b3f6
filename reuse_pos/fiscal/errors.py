"""What the till journal will not write, as a code the services turn into a sentence."""

from __future__ import annotations


class FiscalError(ValueError):
    """The journal refuses: `code` says which rule, `params` the figures; nothing was sealed."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code} {params}" if params else code)
        self.code = code
        self.params = params
