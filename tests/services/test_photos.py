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


def test_a_file_that_went_away_is_told_as_such(
    folder: ShopFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches “no photo” said of a good photo on a key that was pulled out."""
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, tmp_path / "none.jpg")
    assert refused.value.code == "photo_gone"
    (tmp_path / "there.jpg").write_bytes(picture((20, 20)))

    def pulled_out(_path: Path, _mode: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", pulled_out)
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, tmp_path / "there.jpg")
    assert refused.value.code == "photo_gone"


def test_a_folder_is_no_photo(folder: ShopFolder, tmp_path: Path) -> None:
    (tmp_path / "photos.jpg").mkdir()
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, tmp_path / "photos.jpg")
    assert refused.value.code == "photo"


@pytest.mark.parametrize("name", ["photo.heic", "photo.jpg", ""])
@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_the_photo_of_a_newer_phone_says_what_to_do(
    folder: ShopFolder, tmp_path: Path, name: str, brand: bytes
) -> None:
    """Catches an iPhone's photo called unreadable, renamed to .jpg or not."""
    content = b"\0\0\0\x18ftyp" + brand + b"\0" * 400
    file = tmp_path / (name or "x")
    file.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, file if name else content)
    assert refused.value.code == "photo_kind"
    assert "JPEG" in refused.value.sentence


def test_a_phone_s_jpeg_of_several_pictures_is_its_first(
    folder: ShopFolder, tmp_path: Path
) -> None:
    """Catches portraits and panoramas of common phones refused as no photo."""
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(
        out, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), "blue")]
    )
    file = tmp_path / "portrait.jpg"
    file.write_bytes(out.getvalue())
    with Image.open(photos.path_of(folder, photos.keep(folder, file))) as kept:
        red, _green, blue = kept.getpixel((20, 15))
        assert (kept.format, red > 200, blue < 50) == ("JPEG", True, True)


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "P"])
def test_grey_and_few_colours_come_out_as_they_are(folder: ShopFolder, mode: str) -> None:
    """Catches a scanner's sixteen-bit picture that comes out white."""
    middle = {"1": 0, "L": 128, "I;16": 128 * 256, "P": 0}[mode]
    out = BytesIO()
    Image.new(mode, (20, 20), middle).save(out, "PNG")
    with Image.open(photos.path_of(folder, photos.keep(folder, out.getvalue()))) as kept:
        assert max(kept.getpixel((10, 10))) <= 130


@pytest.mark.parametrize(
    ("size", "kind", "mode"),
    [((8000, 5001), "PNG", "RGB"), ((10_000, 8000), "JPEG", "L"),
     ((12_500, 8000), "PNG", "1"), ((20_000, 10_000), "PNG", "1")],
)  # fmt: skip
def test_more_than_forty_megapixels_are_refused(
    folder: ShopFolder, size: tuple[int, int], kind: str, mode: str
) -> None:
    """Catches minutes and gigabytes spent on one photo, and a warning in the log instead."""
    out = BytesIO()
    Image.new(mode, size).save(out, kind)
    with pytest.raises(Refusal) as refused:
        photos.keep(folder, out.getvalue())
    assert refused.value.code == "photo_size"
    assert not list(folder.photos.rglob("*"))


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
