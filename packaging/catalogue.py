"""Write the template of the catalogue from the code, make the catalogues of it, and say what is wrong with either.

``python packaging/catalogue.py`` writes ``resources/locale/osone.pot`` and the compiled forms of every translation
beside it: ``resources/locale/de.po`` becomes ``osone.mo`` for Python and ``osone.qm`` for QML, in ``de/LC_MESSAGES``.
With ``--check`` nothing is written, and 1 says what is not as it should be.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import po
from sentences import GIVEN, Found, Sentence, errors_in, fields, in_python, in_qml, read

ROOT = Path(__file__).resolve().parent.parent
LOCALE = Path("resources/locale")
TEMPLATE = "osone.pot"
ENGLISH = ("osone/sample/", "osone/tour/")
"""What stays English: the sample world and what its pictures are made of."""
UNDONE: frozenset[str] = frozenset()
"""Files whose sentences are not all in the catalogue yet. Nothing may join them."""


def gather(root: Path) -> tuple[dict[Sentence, list[str]], dict[str, list[str]]]:
    """Every sentence with the files that say it, and the faults of every file."""
    code = {name: text for name, text in read(root, "osone", ".py").items() if not name.startswith(ENGLISH)}
    trees = {name: ast.parse(text, name) for name, text in code.items()}
    errors = errors_in(list(trees.values()))
    said: dict[str, Found] = {name: in_python(name, tree, errors) for name, tree in trees.items()}
    said |= {name: in_qml(name, text) for name, text in read(root, "ui", ".qml").items()}
    where: dict[Sentence, list[str]] = {}
    for name, found in said.items():
        for sentence in found.sentences:
            where.setdefault(sentence, []).append(name)
    return where, {name: found.faults for name, found in said.items() if found.faults}


def twins(sentences: Mapping[Sentence, list[str]]) -> Iterator[str]:
    """Sentences that gettext cannot tell apart: one alone and in the plural, or with two plurals."""
    known: dict[tuple[str, str], Sentence] = {}
    for sentence in sorted(sentences):
        other = known.setdefault((sentence.context, sentence.text), sentence)
        if other.many and sentence.many != other.many:
            yield f"“{sentence.text}” has two plurals: “{other.many}” and “{sentence.many}”"


def lost(name: str, entries: list[po.Entry]) -> Iterator[str]:
    """Translations that lost a field of their sentence, or found one."""
    for entry in entries:
        counts = bool(entry.sentence.many)
        wanted = fields(entry.sentence.text) | fields(entry.sentence.many)
        for words in filter(None, entry.said):
            if (fields(words) ^ wanted) - (GIVEN if counts else set()):
                yield f"{name}: “{words}” should have the fields {sorted(wanted)}"


def template(sentences: Mapping[Sentence, list[str]]) -> str:
    """The template: sorted, and without the numbers of lines, so that it changes where a sentence does."""
    plurals = {(s.context, s.text) for s in sentences if s.many}
    one = [s for s in sentences if s.many or (s.context, s.text) not in plurals]
    return po.write([po.Entry(s, (), tuple(sorted(set(sentences[s])))) for s in sorted(one)])


def faults(root: Path) -> list[str]:
    """Everything that is wrong, one line each."""
    sentences, wrong = gather(root)
    told = [fault for name, found in wrong.items() if name not in UNDONE for fault in found]
    told += [f"packaging/catalogue.py: {name} is done: take it out of UNDONE" for name in sorted(UNDONE - wrong.keys())]
    told += twins(sentences)
    here = root / LOCALE
    if not (here / TEMPLATE).exists() or (here / TEMPLATE).read_text("utf-8") != template(sentences):
        known = (
            {e.sentence for e in po.read((here / TEMPLATE).read_text("utf-8"))} if (here / TEMPLATE).exists() else set()
        )
        told += [
            f"{LOCALE / TEMPLATE} lacks “{s.text}” ({', '.join(sentences[s])})"
            for s in sorted(sentences)
            if s not in known
        ][:20]
        told.append(f"{LOCALE / TEMPLATE} is not what the code says. Please run: make catalogue")
    for path in sorted(here.glob("*.po")):
        text = path.read_text("utf-8")
        told += lost(path.name, po.read(text))
        for made, data in compiled(path).items():
            if not made.exists() or made.read_bytes() != data:
                told.append(f"{made.relative_to(root)} is not what {path.name} says. Please run: make catalogue")
    return told


def compiled(path: Path) -> dict[Path, bytes]:
    """The compiled forms of a translation, by where the program looks for them."""
    text = path.read_text("utf-8")
    entries, folder = po.read(text), path.parent / path.stem / "LC_MESSAGES"
    return {folder / "osone.mo": po.compile(entries, po.head(text)), folder / "osone.qm": po.compile_for_qt(entries)}


def make(path: Path) -> None:
    """Write the compiled forms of a translation."""
    for made, data in compiled(path).items():
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(data)


def main(check: bool) -> int:
    """Write everything, or look whether it is as it should be."""
    if check:
        told = faults(ROOT)
        for fault in told:
            print(fault, file=sys.stderr)
        return bool(told)
    here = ROOT / LOCALE
    here.mkdir(parents=True, exist_ok=True)
    (here / TEMPLATE).write_text(template(gather(ROOT)[0]), encoding="utf-8")
    for path in sorted(here.glob("*.po")):
        make(path)
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
