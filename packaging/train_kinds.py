"""Train what tells the kind of a sentence (``osone/companion/skills/likely.py``) on phrases, and write its weights.

``python packaging/train_kinds.py [FOLDER …]`` reads ``packaging/phrases.tsv`` and every ``.tsv`` of the folders (a kind
and a sentence a line, with a heading), and writes ``resources/kinds/kinds.bin``. It needs numpy.

A multinomial logistic regression with a quadratic penalty, over words and letters weighed by how rare they are. Its
confidence is calibrated on five folds: there too is found how sure it must be. Only weights are written, not
sentences; what they were learnt from is told in ``resources/kinds/NOTICE.md``.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from osone.companion.skills.likely import Kinds, KindsHead, features, pack, unpack, weights  # noqa: E402

OWN = ROOT / "packaging" / "phrases.tsv"
OURS = ("calendar_", "email_", "lists_", "alarm_", "datetime_")
"""Kinds that something is done for: to be wrong about them is a false hit."""
FALSE_HITS = 0.0054
"""The part of all sentences that may be taken for something of ours that they are not; below what is asked for."""
PENALTY = 1e-5
"""Of the weights' squares, to each sentence's loss."""
STEPS = 90
KEPT = 32_000
"""Features that are kept, those with the largest weights."""
FOLDS = 5
OFTEN = 150
"""Sentences that have a feature, from which on it is reckoned with others of its like."""
Numbers = Any
"""An array of numpy, which comes without types where it may be absent."""


@dataclass(frozen=True)
class Phrase:
    """A sentence and its kind."""

    kind: str
    said: str


def read(path: Path) -> list[Phrase]:
    """The phrases of a file: kind and sentence in the first two columns."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:] if line.strip()]
    return [Phrase(row[0], row[1]) for row in rows]


def digest(path: Path) -> str:
    """Its SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Fitted:
    """What was learnt, before it is made small."""

    labels: tuple[str, ...]
    keys: list[int]
    rarity: Numbers
    weights: Numbers
    bias: Numbers

    def sums(self, said: Sequence[str]) -> Numbers:
        """The sums of every kind for some sentences."""
        place = {key: at for at, key in enumerate(self.keys)}
        out = np.tile(self.bias, (len(said), 1))
        for row, one in enumerate(said):
            for at, value in vector(one, place, self.rarity):
                out[row] += value * self.weights[at]
        return out


def vector(said: str, place: dict[int, int], rarity: Sequence[float]) -> Iterator[tuple[int, float]]:
    """The features of a sentence that are known, each group of them of length 1."""
    for group in features(said):
        found = [(at, (1 + log(n)) * rarity[at]) for key, n in group.items() if (at := place.get(key)) is not None]
        size = sqrt(sum(value * value for _, value in found)) or 1.0
        yield from ((at, value / size) for at, value in found)


def fit(phrases: Sequence[Phrase]) -> Fitted:
    """Learn from phrases."""
    labels = tuple(sorted({phrase.kind for phrase in phrases}))
    seen: Counter[int] = Counter()
    for phrase in phrases:
        seen.update({key for group in features(phrase.said) for key in group})
    keys = sorted(key for key, count in seen.items() if count > 1)
    place = {key: at for at, key in enumerate(keys)}
    rarity = np.array([log((1 + len(phrases)) / (1 + seen[key])) + 1 for key in keys], np.float32)
    rows = [list(vector(phrase.said, place, rarity)) for phrase in phrases]
    factor = np.linalg.cholesky(likeness(rows, len(keys)).astype(np.float64) + 1e-5 * np.eye(len(rows)))
    factor = factor.astype(np.float32)
    wanted: Numbers = np.zeros((len(rows), len(labels)), np.float32)
    wanted[np.arange(len(rows)), [labels.index(phrase.kind) for phrase in phrases]] = 1

    def cost(point: Numbers) -> tuple[float, Numbers]:
        sums = factor @ point
        sums -= sums.max(1, keepdims=True)
        shares = np.exp(sums)
        shares /= shares.sum(1, keepdims=True)
        loss = -float(np.log((shares * wanted).sum(1) + 1e-12).mean()) + PENALTY / 2 * float((point * point).sum())
        return loss, factor.T @ (shares - wanted) / len(rows) + PENALTY * point

    point = lowest(cost, np.zeros((len(rows), len(labels)), np.float32))
    dual = np.linalg.solve(factor.T.astype(np.float64), point.astype(np.float64))
    learnt = np.zeros((len(keys), len(labels)))
    for at, row in enumerate(rows):
        for key, value in row:
            learnt[key] += value * dual[at]
    return Fitted(labels, keys, rarity, learnt.astype(np.float32), dual.sum(0))


def likeness(rows: Sequence[Sequence[tuple[int, float]]], size: int) -> Numbers:
    """How alike every two sentences are: it holds all that a penalised linear model can learn of them.

    A matrix of sentences is factored once, and the weights of the features are had back from it. Features that few
    sentences have are added where those meet; those that many have, as one product of matrices.
    """
    found: Numbers = np.ones((len(rows), len(rows)), np.float32)
    there: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    for at, row in enumerate(rows):
        for key, value in row:
            there[key].append((at, value))
    often = [some for some in there if len(some) > OFTEN]
    for some in there:
        if some and len(some) <= OFTEN:
            these, values = [one for one, _ in some], np.array([value for _, value in some], np.float32)
            found[np.ix_(these, these)] += np.outer(values, values)
    block: Numbers = np.zeros((len(rows), len(often)), np.float32)
    for column, some in enumerate(often):
        for one, value in some:
            block[one, column] = value
    return found + block @ block.T


def lowest(cost: Callable[[Numbers], tuple[float, Numbers]], point: Numbers, memory: int = 12) -> Numbers:
    """Where a smooth function is lowest, by L-BFGS with steps halved until they help enough."""
    loss, slope = cost(point)
    steps: list[tuple[Numbers, Numbers, float]] = []
    for _turn in range(STEPS):
        way, kept = slope.copy(), []
        for moved, bent, part in reversed(steps):
            share = part * float((moved * way).sum())
            kept.append(share)
            way -= share * bent
        if steps:
            moved, bent, _part = steps[-1]
            way *= float((moved * bent).sum()) / float((bent * bent).sum())
        for (moved, bent, part), share in zip(steps, reversed(kept), strict=True):
            way += moved * (share - part * float((bent * way).sum()))
        falls, size = float((slope * way).sum()), 1.0
        while True:
            there = point - size * way
            told, tilt = cost(there)
            if told <= loss - 1e-4 * size * falls or size < 1e-6:
                break
            size /= 2
        moved, bent = there - point, tilt - slope
        if (bend := float((moved * bent).sum())) > 1e-12:
            steps = [*steps[1 - memory :], (moved, bent, 1 / bend)]
        if loss - told < 1e-7:
            return there
        point, loss, slope = there, told, tilt
    return point


def folds(phrases: Sequence[Phrase], own: Sequence[Phrase]) -> list[tuple[Phrase, Fitted, Numbers]]:
    """Each phrase with the sums of a model that did not see it; ``own`` phrases are in all of them."""
    order = sorted(range(len(phrases)), key=lambda at: hashlib.sha256(phrases[at].said.encode()).digest())
    found: list[tuple[Phrase, Fitted, Numbers]] = []
    for fold in range(FOLDS):
        away = [phrases[at] for n, at in enumerate(order) if n % FOLDS == fold]
        there = [phrases[at] for n, at in enumerate(order) if n % FOLDS != fold]
        model = fit([*there, *own])
        sums = model.sums([phrase.said for phrase in away])
        found += [(phrase, model, row) for phrase, row in zip(away, sums, strict=True)]
    return found


def shares(row: Numbers, heat: float) -> Numbers:
    """Sums as probabilities."""
    told = np.exp((row - row.max()) * heat)
    return told / told.sum()


def calibrated(found: Sequence[tuple[Phrase, Fitted, Numbers]]) -> tuple[float, float]:
    """The heat at which the probabilities fit best, and how sure it must be that false hits stay few."""

    def loss(heat: float) -> float:
        return -sum(
            float(np.log(shares(row, heat)[model.labels.index(phrase.kind)] + 1e-9)) for phrase, model, row in found
        )

    heat = min((0.5 + 0.1 * n for n in range(60)), key=loss)
    wrong = []
    for phrase, model, row in found:
        told = shares(row, heat)
        best = model.labels[int(told.argmax())]
        if best.startswith(OURS) and best != phrase.kind:
            wrong.append(float(told.max()))
    wrong.sort(reverse=True)
    allowed = int(FALSE_HITS * len(found))
    return heat, (wrong[allowed] if len(wrong) > allowed else 0.5) + 1e-4


def small(fitted: Fitted, heat: float, sure: float, trained_on: tuple[str, ...]) -> bytes:
    """The file of a model: the features that matter most, each with its weights in eight bits."""
    weigh = np.abs(fitted.weights).max(1) * fitted.rarity
    kept = np.sort(np.argsort(-weigh)[:KEPT])
    rows = fitted.weights[kept]
    scales = np.maximum(np.abs(rows).max(1), 1e-9) / 127
    packed = np.rint(rows / scales[:, None]).astype(np.int8)
    head = KindsHead(
        fitted.labels, len(kept), tuple(round(float(one), 5) for one in fitted.bias), round(heat, 3), round(sure, 4),
        trained_on,
    )  # fmt: skip
    keys = [fitted.keys[at] for at in kept]
    return pack(head, keys, fitted.rarity[kept].tolist(), scales.tolist(), packed.tobytes())


def train(files: Sequence[Path]) -> tuple[Kinds, bytes]:
    """Learn from our own phrases and these files."""
    own, given = read(OWN), [phrase for path in files for phrase in read(path)]
    heat, sure = calibrated(folds(given or own, own if given else ()))
    data = small(fit([*given, *own]), heat, sure, tuple(digest(path) for path in (OWN, *files)))
    return unpack(data), data


def main(folders: Sequence[str]) -> int:
    """Train, and write the weights."""
    files = sorted(path for folder in folders for path in Path(folder).glob("*.tsv"))
    kinds, data = train(files)
    weights().parent.mkdir(parents=True, exist_ok=True)
    weights().write_bytes(data)
    print(f"{weights()}: {len(data)} bytes, {len(kinds.labels)} kinds, heat {kinds.heat}, sure from {kinds.sure}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
