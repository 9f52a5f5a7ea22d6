"""What a sentence is likely to want, by words, letters and groups: a linear model; how sure it is is a probability."""

import json
import re
import struct
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp, log, sqrt
from pathlib import Path

from osone.companion.skills.alike import GROUPS
from osone.host import paths

LONGEST = 240
"""Letters of a sentence that are looked at."""
LETTERS = range(2, 6)
"""How many letters of a word go together."""
MAGIC = b"OSONE-KINDS-2\n"
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[+*/=%$€£]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class KindGuess:
    """A kind of sentence, and how sure that is."""

    kind: str
    sure: float
    """From 0 to 1: of those that have so much, that part is right."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The model as its file holds it."""

    labels: tuple[str, ...]
    places: dict[int, int]
    """Where the weights of a feature stand, by its hash."""
    rarity: "array[float]"
    scales: "array[float]"
    rows: memoryview
    bias: tuple[float, ...]
    heat: float
    """What the sums are multiplied by before they are told as probabilities."""
    sure: float
    """How sure it must be for what is ours to be believed."""
    trained_on: tuple[str, ...]
    """SHA-256 of the files that it was trained on."""

    def guesses(self, said: str, most: int = 2) -> list[KindGuess]:
        """The likeliest kinds of a sentence, the likeliest first."""
        count = len(self.labels)
        total = list(self.bias)
        for group in features(said):
            found = [
                (place, (1 + log(times)) * self.rarity[place])
                for key, times in group.items()
                if (place := self.places.get(key)) is not None
            ]
            size = sqrt(sum(value * value for _place, value in found)) or 1.0
            for place, value in found:
                weight = value / size * self.scales[place]
                row = self.rows[place * count : (place + 1) * count]
                total = [sum_ + weight * one for sum_, one in zip(total, row, strict=True)]
        highest = max(total)
        shares = [exp((one - highest) * self.heat) for one in total]
        whole = sum(shares)
        best = sorted(range(count), key=lambda one: -shares[one])[:most]
        return [KindGuess(self.labels[one], shares[one] / whole) for one in best]


def words(said: str) -> list[str]:
    """The words of a sentence, with numbers told by how long they are."""
    plain = said[:LONGEST].casefold().replace("’", "'")
    return [_DIGITS.sub(lambda found: "0" * len(found[0]), word) for word in _TOKEN.findall(plain)]


def features(said: str) -> tuple[Counter[int], ...]:
    """What a sentence is told by, as hashes with how often each stands in it: words, their letters, their groups."""
    found = words(said)
    return tuple(Counter(map(_hash, of(found))) for of in (_of_words, _of_letters, _of_groups))


def _of_words(found: Sequence[str]) -> Iterator[str]:
    yield from (f"w {word}" for word in found)
    yield from (f"2 {one} {other}" for one, other in pairwise(("^", *found, "$")))
    yield from (f"3 {a} {b} {c}" for (a, b), (_b, c) in pairwise(pairwise(("^", *found))))
    # Words that stand near each other, with others between them.
    yield from (f"s {one} {other}" for at, one in enumerate(found) for other in found[at + 2 : at + 5])


def _of_letters(found: Sequence[str]) -> Iterator[str]:
    for word in found:
        edged = f" {word} "
        for size in LETTERS:
            yield from (f"c{edged[at : at + size]}" for at in range(max(1, len(edged) - size + 1)))


def _of_groups(found: Sequence[str]) -> Iterator[str]:
    """The groups of words that go together, alone and by twos: a word of none stands beside them for itself."""
    seen = [GROUPS.get(word, ()) for word in found]
    yield from (f"k {group}" for groups in seen for group in groups)
    named = [(), *seen, ()]
    told = ["^", *found, "$"]
    for (one, some), (other, more) in pairwise(zip(told, named, strict=True)):
        if some or more:
            yield from (f"b {a} {b}" for a in some or (one,) for b in more or (other,))
    grouped = [set(groups) for groups in seen if groups]
    for at, groups in enumerate(grouped):
        yield from (f"p {a} {b}" for near in grouped[at + 1 : at + 4] for a in groups for b in near)


def _hash(feature: str) -> int:
    return zlib.crc32(feature.encode())


@dataclass(frozen=True, slots=True)
class KindsHead:
    """What a file of weights says of itself."""

    labels: tuple[str, ...]
    features: int
    bias: tuple[float, ...]
    heat: float
    sure: float
    trained_on: tuple[str, ...]


def pack(head: KindsHead, keys: Sequence[int], rarity: Sequence[float], scales: Sequence[float], rows: bytes) -> bytes:
    """The file of a model: one line that describes it, then hashes, rarities, scales and weights, compressed."""
    told = {
        "labels": head.labels, "features": head.features, "bias": head.bias, "heat": head.heat, "sure": head.sure,
        "trained_on": head.trained_on,
    }  # fmt: skip
    body = struct.pack(f"<{head.features}I{head.features}f{head.features}f", *keys, *rarity, *scales) + rows
    return MAGIC + json.dumps(told).encode() + b"\n" + zlib.compress(body, 9)


def unpack(data: bytes) -> Kinds:
    """The model that a file holds. Raises ValueError where it is none."""
    if not data.startswith(MAGIC):
        raise ValueError("no file of kinds")
    line, _, packed = data[len(MAGIC) :].partition(b"\n")
    told = json.loads(line)  # its error is a ValueError too
    body = zlib.decompress(packed)
    size = int(told["features"])
    keys = struct.unpack_from(f"<{size}I", body)
    rarity = array("f", struct.unpack_from(f"<{size}f", body, 4 * size))
    scales = array("f", struct.unpack_from(f"<{size}f", body, 8 * size))
    rows = memoryview(body)[12 * size :].cast("b")
    labels = tuple(told["labels"])
    if len(rows) != size * len(labels):
        raise ValueError("the file of kinds is cut short")
    places = dict(zip(keys, range(size), strict=True))
    return Kinds(
        labels, places, rarity, scales, rows, tuple(told["bias"]), told["heat"], told["sure"], tuple(told["trained_on"])
    )


def weights() -> Path:
    """Where the weights that come along are."""
    return paths.data("resources") / "kinds" / "kinds.bin"


@cache
def kinds() -> Kinds | None:
    """The model that comes along, read with the first sentence that no rule knows; None where it is not there."""
    try:
        return unpack(weights().read_bytes())
    except (OSError, ValueError, KeyError, zlib.error, struct.error):
        return None
