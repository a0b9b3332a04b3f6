"""The public list of recalls: any column order or encoding, all or nothing, found without a
network."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shops import TestShop
from sorting_help import refused

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.recalls import code_of, read_list

HEAD = (
    "numero_fiche;numero_version;categorie_produit;marque_produit;modeles_ou_references;"
    "identification_produits;libelle;risques_encourus;date_publication"
)
POT = (
    "SR/00012/24;1;Bébés-Enfants (hors alimentaire);BeToys;Bowling réf. 167924;"
    "3256540001234|lot 7;Jeu de quilles;Étouffement;2024-05-17"
)
KETTLE = (
    "SR/00013/24;1;Appareils électriques, Outils;Moulinex;Subito BY550;"
    "0045496590000;Bouilloire;Brûlures;18/06/2024"
)
HAM = "SR/00014/24;1;Alimentation;Bon Porc;Jambon;3760000000017;Jambon;Listeria;2024-07-01"


def a_file(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "rappels.csv"
    path.write_bytes("\r\n".join((HEAD, *lines)).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_list_is_imported_and_found_by_brand_model_and_barcode(
    small_shop: TestShop, tmp_path: Path, encoding: str
) -> None:
    recalls = small_shop.shop.recalls
    done = recalls.import_list(
        small_shop.manager, a_file(tmp_path, POT, KETTLE, HAM, encoding=encoding)
    ).value
    assert (done.products, done.food, done.whole) == (2, 1, 2)
    assert recalls.extent() == (2, "2024-06-18")
    assert [one.brand for one in recalls.search("bouil MOULINÉX")] == ["Moulinex"]
    assert [one.model for one in recalls.search("167924 betoys")] == ["Bowling réf. 167924"]
    assert [one.risk for one in recalls.search("3256540001234")] == ["Étouffement"]
    assert [one.brand for one in recalls.search("045496590000")] == ["Moulinex"]
    assert recalls.search("jambon") == []
    assert recalls.search("   ") == []
    assert recalls.search("mo") == []
    assert [one.brand for one in recalls.search("de")] == ["BeToys"]
    assert recalls.search("Moulinex bowling") == []


def test_an_update_replaces_what_was_known_with_its_words(
    small_shop: TestShop, tmp_path: Path
) -> None:
    recalls = small_shop.shop.recalls
    recalls.import_list(small_shop.manager, a_file(tmp_path, POT, KETTLE))
    newer = KETTLE.replace(";1;", ";2;").replace("Subito BY550", "Uno BY100")
    done = recalls.import_list(small_shop.manager, a_file(tmp_path, newer, KETTLE)).value
    assert done.whole == 2
    assert [one.model for one in recalls.search("moulinex")] == ["Uno BY100"]
    assert recalls.search("subito") == []
    reader = small_shop.store.read()
    kept = {row["word"] for row in reader.all("SELECT word FROM recall_word")}
    assert kept == {word for one in recalls.search("mou") + recalls.search("bet")
                    for word in one.words}  # fmt: skip


def test_columns_come_in_any_order_and_under_their_older_names(
    small_shop: TestShop, tmp_path: Path
) -> None:
    path = tmp_path / "old.csv"
    path.write_text(
        "Date de publication de la fiche,Noms des modèles ou références,Inconnu,"
        "Nom de la marque du produit,Référence fiche\n"
        '2021-04-01,"Poussette, ""City""\nrouge",x,Babidéal,2021-04-0007\n',
        encoding="utf-8",
    )
    small_shop.shop.recalls.import_list(small_shop.manager, path)
    (found,) = small_shop.shop.recalls.search("city babideal")
    assert (found.number, found.model) == ("2021-04-0007", 'Poussette, "City" rouge')


@pytest.mark.parametrize("wrap", ["list", "results", "records"])
def test_json_is_read_too(small_shop: TestShop, tmp_path: Path, wrap: str) -> None:
    row = {
        "date_publication": "2024-01-02T10:00:00+00:00", "numero_fiche": "SR/1/24",
        "marque_produit": "Ikea", "modeles_ou_references": ["Lit", "Gulliver"],
        "identification_produits": None,
    }  # fmt: skip
    body: object = {"list": [row], "results": {"results": [row]}}.get(
        wrap, {"records": [{"fields": row}]}
    )
    path = tmp_path / "list.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    small_shop.shop.recalls.import_list(small_shop.manager, path)
    assert [one.day for one in small_shop.shop.recalls.search("gulliver")] == ["2024-01-02"]


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        ((POT, "SR/2;1;x;Marque;M;;L;R;pas une date"), "lines", "3"),
        ((POT, ";1;x;Marque;M;;L;R;2024-01-01", POT, "SR/3;1"), "lines", "3, 5"),
        ((HAM,), "empty", ""),
        (('SR/4;"ouvert;1',), "format", ""),
    ],
)
def test_a_bad_file_changes_nothing_and_says_which_lines(
    small_shop: TestShop, tmp_path: Path, lines: tuple[str, ...], code: str, told: str
) -> None:
    recalls = small_shop.shop.recalls
    recalls.import_list(small_shop.manager, a_file(tmp_path, KETTLE))
    path = a_file(tmp_path, *lines)
    no = refused(code, small_shop, lambda: recalls.import_list(small_shop.manager, path))
    assert told in no.sentence
    assert recalls.extent() == (1, "2024-06-18")
    assert [one.brand for one in recalls.search("moulinex")] == ["Moulinex"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "columns"),
        (b"a;b\n1;2\n", "columns"),
        (b"[1, 2]", "format"),
        (b'{"results": {}}', "format"),
        (b"[" * 100_000, "format"),
        (b"\x00\xff\x00", "columns"),
    ],
)
def test_what_is_no_list_is_refused(
    small_shop: TestShop, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    recalls = small_shop.shop.recalls
    refused(code, small_shop, lambda: recalls.import_list(small_shop.manager, path))
    refused("file", small_shop, lambda: recalls.import_list(small_shop.manager, tmp_path))


@given(st.binary(max_size=300))
def test_bytes_that_are_no_list_are_refused_and_never_break(content: bytes) -> None:
    with pytest.raises(Refusal):
        read_list(content)


@given(st.text(max_size=20))
def test_a_barcode_is_digits_without_leading_zeros(raw: str) -> None:
    code = code_of(raw)
    assert code == "" or (code.isascii() and code.isdigit() and not code.startswith("0"))


def test_a_search_reads_the_index_and_never_the_whole_list(
    small_shop: TestShop, tmp_path: Path
) -> None:
    small_shop.shop.recalls.import_list(small_shop.manager, a_file(tmp_path, POT))
    plan = small_shop.store.read().all(
        "EXPLAIN QUERY PLAN SELECT number FROM recall_word WHERE word >= ? AND word < ?", "a", "b"
    )
    assert "SEARCH recall_word USING PRIMARY KEY" in plan[0]["detail"]
