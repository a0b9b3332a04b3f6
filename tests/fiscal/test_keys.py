"""The signing key: kept whole, kept private, never silently replaced."""

import os
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from reuse_pos.fiscal.chain import GENESIS, check_signature, record_hash, sign
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.keys import (
    FileKeyStore,
    KeyPlace,
    KeyringKeyStore,
    SigningKey,
    find_key,
    keep_key,
    key_stores,
)

KEY = SigningKey.from_bytes(bytes(range(32)))
posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")


class MemoryKeyring(KeyringBackend):
    """A real keyring, as far as the program can tell."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def _unlock(self) -> None:
        if self.locked:
            raise KeyringLocked("dismissed")

    def get_password(self, service: str, username: str) -> str | None:
        self._unlock()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._unlock()
        self.held[service, username] = password


@pytest.fixture
def wallet(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    """The computer has a keyring."""
    found = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: found)
    return found


@pytest.fixture
def no_wallet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer has none, like a Linux without a desktop."""
    monkeypatch.setattr(keyring, "get_keyring", NoKeyring)


def test_a_new_key_signs_and_comes_back_from_its_bytes() -> None:
    key = SigningKey.generate()
    again = SigningKey.from_bytes(key.to_bytes())
    digest = record_hash(GENESIS, "{}")
    assert key.key_id == again.key_id != SigningKey.generate().key_id
    assert check_signature("ed25519-sha256-v1", key.public_hex, digest, sign(again, digest))


@pytest.mark.parametrize("change", ["other_key", "other_hash", "upper", "space", "short", "alg"])
def test_a_signature_holds_for_one_key_one_hash_and_one_spelling(change: str) -> None:
    digest = record_hash(GENESIS, "{}")
    signature = sign(KEY, digest)
    public = SigningKey.generate().public_hex if change == "other_key" else KEY.public_hex
    shown = record_hash(GENESIS, "[]") if change == "other_hash" else digest
    spelled = {"upper": signature.upper(), "space": f" {signature}", "short": signature[:-2]}
    alg = "none" if change == "alg" else "ed25519-sha256-v1"
    assert not check_signature(alg, public, shown, spelled.get(change, signature))


@pytest.mark.parametrize("prev", ["", "0" * 63, "G" * 64, "A" * 64, " " + "0" * 63])
def test_a_record_links_to_a_whole_hash(prev: str) -> None:
    with pytest.raises(FiscalError, match="not_hash"):
        record_hash(prev, "{}")


def test_the_private_key_is_not_shown() -> None:
    assert repr(KEY) == f"SigningKey({KEY.key_id})"
    assert KEY.to_bytes().hex() not in repr(KEY)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_has_32_bytes(size: int) -> None:
    with pytest.raises(FiscalError, match="not_key"):
        SigningKey.from_bytes(b"x" * size)


@posix
def test_a_folder_open_to_all_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    FileKeyStore(tmp_path).save(KEY)
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@posix
def test_key_file_and_folder_are_for_the_owner_only(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / "keys")
    store.save(KEY)
    (path,) = (tmp_path / "keys").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.chmod(0o644)
    loaded = store.load(KEY.key_id)
    assert loaded is not None
    assert loaded.to_bytes() == KEY.to_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_saving_twice_keeps_one_whole_file(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path)
    store.save(KEY)
    store.save(KEY)
    assert [path.name for path in tmp_path.iterdir()] == [f"{KEY.key_id}.key"]
    assert store.where() == KeyPlace("file", str(tmp_path))


def test_a_disk_without_hard_links_keeps_keys_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_source: Path, _target: Path) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    store = FileKeyStore(tmp_path)
    store.save(KEY)
    store.save(KEY)
    assert store.load(KEY.key_id) is not None
    (path,) = tmp_path.iterdir()
    path.write_text("damaged")
    with pytest.raises(FiscalError, match="key_damaged"):
        store.save(KEY)
    assert path.read_text() == "damaged"


@pytest.mark.parametrize("content", [b"", b"zz", b"00" * 32, b"\xff" * 64])
def test_a_damaged_key_file_is_named_and_not_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"{KEY.key_id}.key"
    path.write_bytes(content)
    store = FileKeyStore(tmp_path)
    with pytest.raises(FiscalError, match="key_damaged"):
        store.load(KEY.key_id)
    with pytest.raises(FiscalError, match="key_damaged"):
        store.save(KEY)
    assert path.read_bytes() == content


def test_a_key_id_is_no_path(tmp_path: Path) -> None:
    with pytest.raises(FiscalError, match="not_key_id"):
        FileKeyStore(tmp_path).load("../../etc/passwd")


def test_an_interrupted_write_leaves_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_handle: int) -> None:
        raise OSError("power")

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(OSError, match="power"):
        FileKeyStore(tmp_path).save(KEY)
    assert list(tmp_path.iterdir()) == []


def test_the_keyring_comes_first_where_there_is_one(tmp_path: Path, wallet: MemoryKeyring) -> None:
    stores = key_stores(tmp_path)
    assert keep_key(KEY, stores).kind == "keyring"
    assert list(tmp_path.iterdir()) == []
    found = find_key(KEY.key_id, stores)
    assert found is not None
    assert found[0].to_bytes() == KEY.to_bytes()
    assert found[1] == KeyPlace("keyring", wallet.name)


@pytest.mark.usefixtures("no_wallet")
def test_files_are_used_where_there_is_no_keyring(tmp_path: Path) -> None:
    assert not KeyringKeyStore.available()
    assert keep_key(KEY, key_stores(tmp_path)).kind == "file"


def test_a_locked_keyring_leaves_the_key_in_a_file(tmp_path: Path, wallet: MemoryKeyring) -> None:
    stores = key_stores(tmp_path)
    wallet.locked = True
    assert keep_key(KEY, stores).kind == "file"
    found = find_key(KEY.key_id, stores)
    assert found is not None
    assert found[1].kind == "file"


def test_a_locked_keyring_is_not_taken_for_a_lost_key(
    tmp_path: Path, wallet: MemoryKeyring
) -> None:
    stores = key_stores(tmp_path)
    keep_key(KEY, stores)
    wallet.locked = True
    with pytest.raises(FiscalError, match="key_not_kept"):
        find_key(KEY.key_id, stores)


def test_a_key_nobody_holds_is_none(tmp_path: Path, wallet: MemoryKeyring) -> None:
    assert wallet.held == {}
    assert find_key(KEY.key_id, key_stores(tmp_path)) is None
