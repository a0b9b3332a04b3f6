"""The till journal the law asks for (CGI 286 I 3° bis): chained, signed, verifiable, and nothing
else.

Whoever changes this package becomes the publisher of the till's fiscal part: it has its own
version.
"""

FISCAL_VERSION = "1"
