"""Photos: kept small and without secrets, under the name of what they show; other files are
refused."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from reuse_pos.db.folder import ShopFolder
from reuse_pos.domain.errors import Refusal
from reuse_pos.services import photos


@pytest.fixture
def folder(tmp_path: Path) -> ShopFolder:
    made = ShopFolder(tmp_path / "shop")
    made.make()
    return made


def picture(size: tuple[int, int], kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, "teal").save(out, kind, **options)
    return out.getvalue()


def test_a_photo_is_kept_under_its_own_fingerprint(folder: ShopFolder) -> None:
    name = photos.keep(folder, picture((300, 200)))
    path = photos.path_of(folder, name)
    assert path.parent.name == name[:2]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == name
    assert photos.keep(folder, picture((300, 200))) == name
    assert len(list(folder.photos.rglob("*"))) == 2


def test_a_large_photo_is_made_smaller_and_upright(folder: ShopFolder) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    name = photos.keep(folder, picture((4000, 3000), exif=turned))
    with Image.open(photos.path_of(folder, name)) as kept:
        assert kept.size == (1500, 2000)


def test_a_kept_photo_tells_neither_place_nor_camera(folder: ShopFolder) -> None:
    secret = Image.Exif()
    secret[0x010F] = "SecretCamera"
    secret.get_ifd(0x8825)[1] = "N"
    name = photos.keep(folder, picture((50, 50), exif=secret, comment=b"SecretWord"))
    content = photos.path_of(folder, name).read_bytes()
    assert b"Secret" not in content
    assert not Image.open(BytesIO(content)).getexif()


def test_a_see_through_picture_gets_a_white_ground(folder: ShopFolder, tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(file)
    with Image.open(photos.path_of(folder, photos.keep(folder, file))) as kept:
        assert kept.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", picture((20, 20), "PNG")),
        ("photo.png", picture((20, 20))),
        ("photo.exe", picture((20, 20))),
        ("photo", picture((20, 20))),
        ("photo.jpg", b"MZ not a photo"),
        ("photo.jpg", b""),
        ("photo.jpg", picture((200, 200))[:-300]),
        ("photo.gif", b"GIF89a"),
    ],
)
def test_what_is_no_photo_is_refused(
    folder: ShopFolder, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, file)
    assert refused.value.code == "photo"
    assert not list(folder.photos.rglob("*"))


def test_a_missing_file_is_no_photo(folder: ShopFolder, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, tmp_path / "none.jpg")
    assert refused.value.code == "photo"


def test_more_than_forty_megapixels_are_refused(folder: ShopFolder) -> None:
    huge = picture((8000, 5001), "PNG", compress_level=1)
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, huge)
    assert refused.value.code == "photo_size"


def test_a_full_disk_leaves_no_half_photo(
    folder: ShopFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(photos.os, "fsync", full)
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, picture((50, 50)))
    assert refused.value.code == "disk"
    assert not [path for path in folder.photos.rglob("*") if path.is_file()]


def test_only_fingerprints_name_photos(folder: ShopFolder) -> None:
    with pytest.raises(ValueError, match="no name"):
        photos.path_of(folder, "../../shop.db")
