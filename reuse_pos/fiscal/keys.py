"""The key a till signs its journal with, and where the computer keeps it.

No passphrase stands between a cashier and her till: the key is in the system's keyring where there
is one, else in a file only the owner can read. It is never in the database, nor in a backup.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from reuse_pos.fiscal.errors import FiscalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_BYTES = 32
_KEY_ID = re.compile(r"[0-9a-f]{16}")
# keyring gives 0 or less to "no backend" and 0.5 to a plain-text file.
_REAL_BACKEND = 1


def key_id_of(public_hex: str) -> str:
    """The short name of a public key: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(bytes.fromhex(public_hex)).hexdigest()[:16]


class SigningKey:
    """An Ed25519 private key, parsed once and kept ready: signing is on the path of every sale."""

    __slots__ = ("_private", "key_id", "public_hex")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public_hex = private.public_key().public_bytes_raw().hex()
        self.key_id = key_id_of(self.public_hex)

    @classmethod
    def generate(cls) -> SigningKey:
        """A new key from the system's random source."""
        return cls.from_bytes(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_bytes(cls, raw: bytes) -> SigningKey:
        """The key with these 32 private bytes; `FiscalError("not_key")` on another length."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        if len(raw) != KEY_BYTES:
            raise FiscalError("not_key")
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    def to_bytes(self) -> bytes:
        """The 32 private bytes, for a key store alone."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of a message."""
        return self._private.sign(message)

    def __repr__(self) -> str:
        return f"SigningKey({self.key_id})"


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where keys are kept: `kind` is "keyring" or "file", `detail` the keyring's name or the
    folder.
    """

    kind: str
    detail: str


class KeyStore(Protocol):
    """A place that keeps signing keys by their key id."""

    def save(self, key: SigningKey) -> None:
        """Keep a key; saving the same one again changes nothing."""

    def load(self, key_id: str) -> SigningKey | None:
        """The key of that id, or None when this place does not hold it."""

    def where(self) -> KeyPlace:
        """Which place this is, for "À propos"."""


class FileKeyStore:
    """Keys as owner-only files (0600) in an owner-only folder (0700)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, key: SigningKey) -> None:
        """Write the key whole or not at all; a file of that name is never overwritten."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        target = self._path(key.key_id)
        draft = self._folder / f"{key.key_id}.{secrets.token_hex(4)}.tmp"
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(key.to_bytes().hex())
                file.flush()
                os.fsync(file.fileno())
            _name_once(draft, target)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(self._folder)
        if self.load(key.key_id) is None:
            raise FiscalError("key_not_kept")

    def load(self, key_id: str) -> SigningKey | None:
        """The key of that id, its file made owner-only again; `FiscalError("key_damaged")` if it is
        not it.
        """
        path = self._path(key_id)
        try:
            text = path.read_text("ascii")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            raise FiscalError("key_damaged", key_id=key_id) from None
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
        return _from_text(text, key_id)

    def where(self) -> KeyPlace:
        """The folder of the files."""
        return KeyPlace("file", str(self._folder))

    def _path(self, key_id: str) -> Path:
        return self._folder / f"{_checked(key_id)}.key"


class KeyringKeyStore:
    """Keys in the system's own keyring (Windows credentials, Secret Service); see `available`."""

    service = "reuse-pos till journal"

    @classmethod
    def available(cls) -> bool:
        """Whether the computer has a real keyring; headless Linux has none."""
        backend = _backend()
        return backend is not None and backend.priority >= _REAL_BACKEND

    def save(self, key: SigningKey) -> None:
        """Put the key in the keyring and read it back; `FiscalError("key_not_kept")` where that
        fails.
        """
        with _as_fiscal_error():
            _backend().set_password(self.service, key.key_id, key.to_bytes().hex())
        if self.load(key.key_id) is None:
            raise FiscalError("key_not_kept")

    def load(self, key_id: str) -> SigningKey | None:
        """The key of that id, or None; `FiscalError("key_not_kept")` if the keyring is locked."""
        with _as_fiscal_error():
            text = _backend().get_password(self.service, _checked(key_id))
        return None if text is None else _from_text(text, key_id)

    def where(self) -> KeyPlace:
        """The name of the keyring."""
        return KeyPlace("keyring", str(_backend().name))


def key_stores(folder: Path) -> tuple[KeyStore, ...]:
    """The places this computer has, best first: its keyring if real, then owner-only files in
    `folder`.
    """
    files = FileKeyStore(folder)
    return (KeyringKeyStore(), files) if KeyringKeyStore.available() else (files,)


def keep_key(key: SigningKey, stores: Sequence[KeyStore]) -> KeyPlace:
    """Save the key in the first place that takes it and say which, or raise the last error."""
    for store in stores[:-1]:
        with contextlib.suppress(FiscalError, OSError):
            store.save(key)
            return store.where()
    stores[-1].save(key)
    return stores[-1].where()


def find_key(key_id: str, stores: Sequence[KeyStore]) -> tuple[SigningKey, KeyPlace] | None:
    """The key of that id and where it lies, looking in every place; None when none of them holds
    it.

    A place that is locked or damaged is passed over, and its error raised if no other place has the
    key.
    """
    trouble: FiscalError | None = None
    for store in stores:
        try:
            key = store.load(key_id)
        except FiscalError as error:
            trouble = error
        else:
            if key is not None:
                return key, store.where()
    if trouble is not None:
        raise trouble
    return None


def _checked(key_id: str) -> str:
    if not _KEY_ID.fullmatch(key_id):
        raise FiscalError("not_key_id")
    return key_id


def _from_text(text: str, key_id: str) -> SigningKey:
    try:
        key = SigningKey.from_bytes(bytes.fromhex(text))
    except ValueError:
        raise FiscalError("key_damaged", key_id=key_id) from None
    if key.key_id != key_id:
        raise FiscalError("key_damaged", key_id=key_id)
    return key


def _name_once(draft: Path, target: Path) -> None:
    """Give a complete file its name unless the name is taken, also on disks without hard links."""
    try:
        os.link(draft, target)
    except FileExistsError:
        return
    except OSError:
        if not target.exists():
            draft.replace(target)


def _sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut; Windows does it by itself and cannot open folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _backend() -> Any:
    """The keyring in use, or None without the library; its many errors share no base but
    `Exception`.
    """
    try:
        return importlib.import_module("keyring").get_keyring()
    except ImportError:
        return None


class _as_fiscal_error(contextlib.AbstractContextManager[None]):  # noqa: N801 - reads as a word after `with`
    """Turns a keyring's refusal (locked, dismissed, service gone) into
    `FiscalError("key_not_kept")`.
    """

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, FiscalError):
            raise FiscalError("key_not_kept", why=type(error).__name__) from error
