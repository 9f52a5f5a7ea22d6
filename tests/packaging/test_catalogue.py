"""The template holds every sentence, and what is shown without the catalogue is found."""

import ast
from pathlib import Path

import catalogue
import po
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import Sentence, errors_in, in_python, in_qml


def python(code: str) -> tuple[set[Sentence], list[str]]:
    tree = ast.parse(code)
    found = in_python("some.py", tree, errors_in([tree]))
    return found.sentences, found.faults


def qml(code: str) -> tuple[set[Sentence], list[str]]:
    found = in_qml("Some.qml", code)
    return found.sentences, found.faults


def test_sentences_are_found_by_every_word_that_marks_them() -> None:
    sentences, faults = python("""
TITLE = N_("Archive")
def said(n):
    return _("Moved to {folder}", folder=n), in_context("short", "May"), plural("{count} b", "{count} bs", n), _(TITLE)
""")
    assert faults == []
    assert sentences == {
        Sentence("Archive"), Sentence("Moved to {folder}"), Sentence("May", context="short"),
        Sentence("{count} b", "{count} bs"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "shown",
    [
        'Done("Archived.")',
        'Done(f"Archived {n}.")',
        'Done("Archived" + n)',
        'Done("Archived." if n else _("Nothing to do."))',
        'Done(n or "Archived.")',
        'Done("Archived {n}".format(n=n))',
        'Done(" and ".join(n))',
        'OsOneError(_("It broke."), remedy="Try again.")',
        'Own("It broke.")',
        'parser.add_argument("--json", help="print values")',
        'Anything(title="Archive")',
    ],
)
def test_words_of_their_own_in_what_is_shown_are_faults(shown: str) -> None:
    assert len(python(f"class Own(OsOneError): pass\ndef show(n):\n    return {shown}")[1]) == 1


def test_words_are_followed_through_the_names_that_they_were_given() -> None:
    assert len(python('def show(n):\n    said = f"Archived {n}."\n    return Done(said)')[1]) == 1
    assert python('def show(n):\n    said = _("Archived {n}.", n=n)\n    return Done(said)')[1] == []


@pytest.mark.parametrize(
    "shown",
    [
        'Done(_("Archived."))',
        'Done("")',
        "Done(n)",
        'Done(f"{n}: {n}")',
        'Anything(title=N_("Archive"))',
        "_(WORDS[n])",
    ],
)
def test_what_comes_from_the_catalogue_may_be_shown(shown: str) -> None:
    assert python(f"def show(n):\n    return {shown}")[1] == []


def test_nothing_is_translated_while_a_module_is_imported() -> None:
    for code in ('A = _("Archive")', "def f(a=plural('{count} b', '{count} bs', 1)): pass", "class A:\n    b = _('c')"):
        assert len(python(code)[1]) == 1
    assert python('A = lambda: _("Archive")')[1] == []


@pytest.mark.parametrize(
    "asked",
    ['_("Moved to {folder}")', '_("Moved", folder=n)', '_(f"Moved to {n}")', '_("a" + n)', '_("{0}", n)',
     'plural("{count} b of {all}", "{count} bs of {all}", n)', "plural(one, many, n)"],
)  # fmt: skip
def test_a_sentence_is_plain_and_is_given_what_it_names(asked: str) -> None:
    assert len(python(f"def show(n):\n    return {asked}")[1]) == 1


def test_the_titles_of_errors_are_shown() -> None:
    assert len(python('class A(OsOneError):\n    title = "The store"')[1]) == 1
    assert python('class A(OsOneError):\n    title = N_("The store")')[1] == []


def test_qml_asks_for_its_sentences() -> None:
    sentences, faults = qml("""
Item { // text: "not this"
    property string it: qsTr("One \\"two\\"")
    Text { text: busy ? qsTr("Busy, %1").arg(name) : qsTr("May", "short") }
    Icon { name: "circle-alert" }
    Text { text: Shell.kind === "offline" ? kind : words["sure"] }
    Text { text: title + ", " + clock }
}
""")
    assert faults == []
    assert sentences == {Sentence('One "two"'), Sentence("Busy, %1"), Sentence("May", context="short")}


@pytest.mark.parametrize(
    "shown",
    [
        'text: "Archive"', "text: 'Archive'", 'text: busy ? qsTr("Busy") : "Ready"',
        'text: qsTr("%1 of").arg(n) + " it"',
        'placeholderText: "Search"', 'Accessible.name: "Search"', 'text: busy\n        ? "Busy"\n        : name',
        'text: qsTr("Busy" + name)', 'text: qsTr("%n mails", "", n)',
    ],
)  # fmt: skip
def test_literals_in_what_qml_shows_are_faults(shown: str) -> None:
    assert len(qml(f'Text {{\n    {shown}\n    color: "not shown"\n}}')[1]) == 1


def test_the_template_is_sorted_names_files_without_lines_and_has_one_entry_a_sentence() -> None:
    text = catalogue.template({
        Sentence("{count} b", "{count} bs"): ["osone/b.py"], Sentence("{count} b"): ["osone/a.py"],
        Sentence("A", context="z"): ["ui/A.qml"], Sentence("A"): ["osone/b.py", "osone/a.py"],
    })  # fmt: skip
    assert [e.sentence for e in po.read(text)] == [
        Sentence("A"), Sentence("A", context="z"), Sentence("{count} b", "{count} bs"),
    ]  # fmt: skip
    assert '#: osone/a.py\n#: osone/b.py\nmsgid "A"' in text


def test_two_plurals_of_one_sentence_are_told() -> None:
    assert len(list(catalogue.twins({Sentence("a", "b"): ["x"], Sentence("a", "c"): ["y"]}))) == 1
    assert list(catalogue.twins({Sentence("a", "b"): ["x"], Sentence("a"): ["y"]})) == []


@pytest.mark.parametrize(
    ("sentence", "said", "faults"),
    [
        (Sentence("Moved to {folder}"), ("Nach {folder} verschoben",), 0),
        (Sentence("Moved to {folder}"), ("Verschoben",), 1),
        (Sentence("Moved to {folder}"), ("Nach {ordner} verschoben",), 1),
        (Sentence("Busy, %1"), ("%2",), 1),
        (Sentence("{count} b", "{count} bs"), ("ein B", "{number} Bs"), 0),
        (Sentence("{count} b", "{count} bs"), ("ein B", "{zahl} Bs"), 1),
        (Sentence("Moved to {folder}"), (), 0),
    ],
)
def test_a_translation_keeps_the_fields(sentence: Sentence, said: tuple[str, ...], faults: int) -> None:
    assert len(list(catalogue.lost("de.po", [po.Entry(sentence, said)]))) == faults


WORDS = st.text(st.characters(exclude_characters="\x04", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)


@given(st.lists(st.builds(Sentence, WORDS, st.just("") | WORDS, st.just("") | WORDS), unique=True), st.data())
def test_what_is_written_is_read_again(sentences: list[Sentence], data: st.DataObject) -> None:
    entries = [po.Entry(s, tuple(data.draw(WORDS) for _ in range(2 if s.many else 1))) for s in sentences]
    assert po.read(po.write(entries)) == entries


def test_the_house_says_nothing_past_its_catalogue() -> None:
    assert catalogue.faults(catalogue.ROOT) == []


def test_a_translation_that_is_not_compiled_is_told(tmp_path: Path) -> None:
    here = tmp_path / catalogue.LOCALE
    here.mkdir(parents=True)
    (here / catalogue.TEMPLATE).write_text(catalogue.template({}), "utf-8")
    assert [f for f in catalogue.faults(tmp_path) if "UNDONE" not in f] == []
    (here / "de.po").write_text(po.write([po.Entry(Sentence("May"), ("Mai",))]), "utf-8")
    told = "\n".join(catalogue.faults(tmp_path))
    assert "de/LC_MESSAGES/osone.mo" in told
    assert "de/LC_MESSAGES/osone.qm" in told
    catalogue.make(here / "de.po")
    assert [f for f in catalogue.faults(tmp_path) if "UNDONE" not in f] == []
