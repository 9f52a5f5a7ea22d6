"""One spelling for what a reader takes for the same word, tried on the tokeniser that the index has."""

import unicodedata

import apsw
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from osone.store import search
from osone.store.schema import MIGRATIONS
from osone.text.folding import folded


def is_found(text: str, words: str, *, beginning: bool = False) -> bool:
    """Whether these words, side by side, find a message of this text."""
    held = apsw.Connection(":memory:")
    for step in MIGRATIONS["search"]:
        assert isinstance(step, str)
        held.execute(step)
    held.execute(
        "INSERT INTO words (rowid, subject, sender, recipients, body) VALUES (1, '', '', '', ?)", (folded(text),)
    )
    match = search.phrase(words, beginning=beginning)
    found = bool(match) and held.execute("SELECT 1 FROM words WHERE words MATCH ?", (match,)).fetchone() is not None
    held.close()
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(
            ("Łódź", "lodz"),
            ("Straße", "STRASSE"),
            ("STRASSE", "straße"),
            ("København", "kobenhavn"),
            ("œuvre", "Oeuvre"),
        ),
        *(("Đường", "duong"), ("Þór", "thor"), ("IŞIK", "ışık"), ("ışık", "isik"), ("İzmir", "izmir"), ("ẞ", "ss")),
        *(("Ísafjörður", "isafjordur"), ("Ħal", "hal"), ("ΑΘΗΝΑΣ", "αθήνας"), ("λόγος", "ΛΟΓΟΣ"), ("ǆ", "dz")),
        *(("ё", "е"), ("за\u0301мок", "замок"), ("cafe\u0301", "café"), ("e\u0323\u0302", "ệ")),
        *(("ＡＢＣ１２３", "abc123"), ("ｶﾞﾗｽ", "ガラス"), ("oﬃce", "office"), ("Ⅳ", "iv"), ("٤٢", "42"), ("४२", "42")),
        *(("Acme™", "acme"), ("№5", "5"), ("co\u00adoperate", "cooperate"), ("می\u200cخواهم", "میخواهم")),
        *(("مَرْحَبًا", "مرحبا"), ("أحمد", "احمد"), ("مدرسة", "مدرسه"), ("کتاب", "كتاب"), ("شָלוֹם"[1:], "שלום"[1:])),
        *(("हिन्दी", "हिन्दी"), ("தமிழ்", "தமிழ்"), ("Hawaiʻi", "Hawai'i"), ("об’єкт", "обʼєкт")),
    ],
)
def test_what_a_reader_takes_for_the_same_is_found(text: str, words: str) -> None:
    assert is_found(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [("май", "маи"), ("їжак", "іжак"), ("ваза", "база"), ("バス", "ハス"), ("हिन्दी", "हिन्द"), ("straße", "strase")],
)
def test_letters_that_are_others_are_not(text: str, words: str) -> None:
    assert not is_found(text, words)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        *(("明日の会議は東京駅で", "東京", True), ("明日の会議は東京駅で", "会議", True), ("東京駅", "東京駅", True)),
        *(("東京駅", "駅", True), ("東京駅", "京", True), ("東京駅", "京駅", True), ("東京駅", "駅東", False)),
        *(
            ("東京と駅", "東京駅", False),
            ("会議の社", "会社", False),
            ("第3四半期", "3四半", True),
            ("第3四半期", "第3", True),
        ),
        *(
            ("3月末", "3月", True),
            ("月曜", "火", False),
            ("iPhone用のケース", "iphone用", True),
            ("ケース", "ケー", True),
        ),
        *(("서울에서 부산까지", "부산", True), ("대한민국", "민국", True), ("부산", "산부", False)),
        *(("ประเทศไทย", "ประเทศ", True), ("ประเทศไทย", "ไทย", True), ("ที่นี่", "นี่", True), ("ที่นี่", "นีท", False)),
        *(("ປະເທດລາວ", "ລາວ", True), ("ភាសាខ្មែរ", "ខ្មែរ", True), ("မြန်မာစာ", "စာ", True), ("东京大学", "京大", True)),
        ("途中で行が折り返\nされる", "折り返される", True),
        *(("段落\n\n終わり", "落終", False), ("東京2020大会", "東京2020", True)),
        ("東京駅", "東京。", True),
        *(("本日3時から", "本日3時", True), ("東京 会議", "東京 会議", True), ("서울 2월 말", "서울 2월", True)),
        ("𠮷野家", "𠮷野", True),
    ],
)
def test_scripts_without_blanks_are_found_by_any_part_in_its_order(text: str, words: str, found: bool) -> None:
    assert is_found(text, words) == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        *(
            ("I write C++ and C.", "c++", True),
            ("I write C.", "c++", False),
            ("C++", "c", True),
            ("C++17", "c++", True),
        ),
        *(
            ("C# and F#", "c#", True),
            ("c and #2", "c#", False),
            ("ticket #42", "#42", True),
            ("ticket 42", "#42", False),
        ),
        *(
            ("ticket #42", "42", True),
            ("pay $100.", "$100", True),
            ("pay 100", "$100", False),
            ("pay $100", "100", True),
        ),
        *(("US$1,000", "$1,000", True), ("100 €", "100€", True), ("100€", "€100", False), ("＄5", "$5", True)),
        *((".NET and more", ".net", True), ("the net", ".net", False), ("www.example.net", ".net", False)),
        *(("the end. Net", ".net", False), (".NET", "net", True), ("by 50%", "50%", True), ("by 50", "50%", False)),
        *(
            ("C#7.0", "c#", True),
            ("AT&T", "at&t", True),
            ("e-mail", "e-mail", True),
            ("well-known", "known", True),
            ("O’Brien", "o'brien", True),
        ),
    ],
)
def test_signs_make_another_word_of_one(text: str, words: str, found: bool) -> None:
    assert is_found(text, words) == found


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Straßenfest", "stras"),
        ("Łódź", "ł"),
        ("東京駅", "東"),
        ("C++", "c+"),
        ("$100", "$1"),
        ("हिन्दी", "हि"),
        ("부산", "부"),
    ],
)
def test_the_last_word_is_a_beginning_as_it_is_typed(text: str, typed: str) -> None:
    assert is_found(text, typed, beginning=True)


@settings(max_examples=400)
@given(st.text(), st.text(), st.integers(0, 5), st.integers(1, 6))
def test_any_part_of_a_word_of_a_script_without_blanks_finds_it(before: str, after: str, at: int, length: int) -> None:
    words = "東京都庁舎前駅"
    assume(not before[-1:].isprintable() or not unicodedata.category(before[-1:] or "x").startswith("M"))
    assert is_found(f"{before} {words} {after}", words[at : at + length])


@settings(max_examples=800)
@given(st.text(), st.text(st.characters(categories=("L", "N", "M", "S")), min_size=1), st.text())
def test_any_word_of_a_text_finds_it(before: str, word: str, after: str) -> None:
    match = search.phrase(word)
    assume(match)
    assert is_found(f"{before} {word} {after}", word) == is_found(word, word)


@settings(max_examples=800)
@given(st.text())
def test_what_is_the_same_in_another_form_is_the_same_folded(text: str) -> None:
    forms = (folded(unicodedata.normalize(form, text)).lower() for form in ("NFC", "NFD"))
    assert len({" ".join(form.split()) for form in forms}) == 1
