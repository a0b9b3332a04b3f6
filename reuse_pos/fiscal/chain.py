"""How one journal record holds on to the one before it, and how a record is signed."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from reuse_pos.fiscal.errors import FiscalError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from reuse_pos.fiscal.keys import SigningKey

GENESIS = "0" * 64
DOMAIN = b"reuse_pos/fiscal/v1\0"
ALG = "ed25519-sha256-v1"
HASH_BYTES = 32
SIGNATURE_BYTES = 64


def record_hash(prev_hex: str, canonical_text: str) -> str:
    """SHA-256, in hex, over the domain, the 32 bytes of the previous hash and the canonical body.

    Raises `FiscalError("not_hash")` when `prev_hex` is not 64 lower-case hex digits.
    """
    previous = _raw(prev_hex, HASH_BYTES)
    if previous is None:
        raise FiscalError("not_hash")
    return hashlib.sha256(DOMAIN + previous + canonical_text.encode()).hexdigest()


def sign(key: SigningKey, hash_hex: str) -> str:
    """Ed25519 signature, in hex, of the 32 raw bytes of a record's hash."""
    raw = _raw(hash_hex, HASH_BYTES)
    if raw is None:
        raise FiscalError("not_hash")
    return key.sign(raw).hex()


def check_signature(alg: str, public_hex: str, hash_hex: str, sig_hex: str) -> bool:
    """Whether `sig_hex` signs `hash_hex` under `public_hex`; false too for anything malformed or
    unknown.
    """
    raw = _raw(hash_hex, HASH_BYTES)
    return alg == ALG and raw is not None and check_message(public_hex, raw, sig_hex)


def check_message(public_hex: str, message: bytes, sig_hex: str) -> bool:
    """Whether `sig_hex` signs a message under `public_hex`; false too for anything malformed."""
    from cryptography.exceptions import InvalidSignature

    signature = _raw(sig_hex, SIGNATURE_BYTES)
    if signature is None:
        return False
    try:
        _public_key(public_hex).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _raw(text: str, size: int) -> bytes | None:
    """The bytes of `size * 2` lower-case hex digits; None for any other spelling (upper case,
    spaces).
    """
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        return None
    return raw if len(raw) == size and raw.hex() == text else None


@lru_cache(maxsize=64)
def _public_key(public_hex: str) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_hex))
