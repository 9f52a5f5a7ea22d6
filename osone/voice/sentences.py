"""Cut text into pieces that sound soon: spoken text into sentences and clauses, growing markdown where it is whole."""

import re
from itertools import pairwise

FIRST = 60
"""Letters after which the first piece ends at a clause, so that something is heard soon."""
LONGEST = 220
"""Letters of the longest piece; what is longer is cut at a clause or a word."""

END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
INITIAL = re.compile(r"\b[A-Z]\.\s+\Z")
CLAUSE = re.compile(r"(?<=[,;:])\s+|\s+(?=[–—])")
WHOLE = re.compile(r"(?:[.!?…][\"'”’)*_`]*\s)|\n\s*\n")


def _short(sentence: str, longest: int) -> list[str]:
    """Cut a sentence at its clauses, or at a word where a clause is too long still."""
    found = []
    while len(sentence) > longest:
        places = [m.end() for m in CLAUSE.finditer(sentence, 0, longest) if m.end() >= 12]
        cut = places[-1] if places else sentence.rfind(" ", 0, longest) + 1 or longest
        found.append(sentence[:cut].strip())
        sentence = sentence[cut:].strip()
    return [*found, sentence]


def pieces(text: str) -> list[str]:
    """The sentences of a speakable text in order, the first kept short, none long."""
    ends = (m.end() for m in END.finditer(text))
    starts = [0, *(end for end in ends if not INITIAL.search(text[max(0, end - 8) : end])), len(text)]
    found = [part for a, b in pairwise(starts) if (part := text[a:b].strip())]
    if found and len(found[0]) > FIRST:
        clauses = [m.end() for m in CLAUSE.finditer(found[0]) if m.end() >= 12]
        if clauses:
            found[:1] = [found[0][: clauses[0]].strip(), found[0][clauses[0] :].strip()]
    return [piece for sentence in found for piece in _short(sentence, LONGEST) if re.search(r"\w", piece)]


def ready(buffer: str) -> tuple[str, str]:
    """Split growing markdown into whole sentences and the unfinished rest; a code block is kept back until it ends."""
    cut = 0
    for match in WHOLE.finditer(buffer):
        if buffer.count("```", 0, match.end()) % 2 == 0:
            cut = match.end()
    return buffer[:cut], buffer[cut:]
