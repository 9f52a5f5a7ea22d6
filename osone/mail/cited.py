"""Quotations that name whom they quote before each line, as Supercite and the mailers of Fidonet wrote them.

``Chris> words`` is a quoted line, and ``>>>>> On Friday, Chris wrote:`` no quotation five deep but the line before one.
"""

import re

_QUOTED = r"((?:> )*)"
"""Before a line that others quoted once more."""
_NAMED = re.compile(rf"{_QUOTED}[ \t]{{0,8}}([^\W\d_][\w.'+-]{{0,19}})(>(?: ?>){{0,8}}) ?")
_HINT = re.compile(r">(?<=[\w.'+-]>)")
"""Found in no time, and in hardly any text that quotes as mailers do today."""
_ANY_NAMED = re.compile(r"^(?:> )*[ \t]{0,8}[^\W\d_][\w.'+-]{0,19}>", re.MULTILINE)
_TELLS = re.compile(
    rf"{_QUOTED}(>{{2,9}})[ \t]*(\"[^\"\n]{{1,60}}\" == .{{1,200}}"
    r"|.{2,300}\b(?:wrote|writes|said|says|schrieb|schreibt|a écrit|écrit|escribió|ha scritto|skrev)\b[^\n:]{0,80}:?)"
    r"[ \t]*"
)
"""The line before a quotation, set off by signs of its own."""
_OWN_SIGNS = 4
"""So many signs are never levels of quotation where what follows has fewer."""
_TELLS_PLAIN = re.compile(
    r"(?:wrote|writes|said|says|schrieb|schreibt|écrit|escribió|scritto|skrev)\b[^\n]{0,80}:?[ \t]*$"
    r"|^[ \t]*>{2,9}.*=="
)
_ABOVE = 6
"""Lines above a quotation in which it is said whom it quotes."""
_WORD = re.compile(r"\w+")


def as_quoted(text: str) -> str:
    """The same text, its named quotations marked as all others are: one sign for each level before every line.

    A name counts where a line above says that its bearer wrote. A prompt (``mysql> select``) stays what it is.
    """
    named = _HINT.search(text) is not None and _ANY_NAMED.search(text) is not None
    if not named and ">>>>" not in text:
        return text
    lines = text.split("\n")
    out: list[str] = []
    known: set[str] = set()
    for at, line in enumerate(lines):
        if ">>" in line[:20] and (told := _TELLS.fullmatch(line)) and _is_told(told, lines, at):
            line = f"{told[1]}{told[3]}"
        elif named and (found := _NAMED.match(line)) is not None:
            name = found[2].lower()
            if name in known or _names(lines, at, name):
                known.add(name)
                line = f"{found[1]}{'>' * found[3].count('>')} {line[found.end() :]}"
        out.append(line)
    return "\n".join(out)


def _is_told(told: re.Match[str], lines: list[str], at: int) -> bool:
    """Whether a line only introduces a quotation: what follows is not quoted as deep as its signs say."""
    following = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")[len(told[1]) :]
    if len(told[2]) >= _OWN_SIGNS:
        return not following.replace(" ", "").startswith(told[2])
    return not following.startswith(">") and _NAMED.match(following) is not None


def _names(lines: list[str], at: int, name: str) -> bool:
    """Whether a line above says that somebody of this name, or with these first letters, wrote what follows."""
    for above in range(at - 1, max(-1, at - 1 - _ABOVE), -1):
        if _TELLS_PLAIN.search(lines[above]):
            # Who wrote may stand on the line before, and their address on this one.
            words = _WORD.findall(" ".join(lines[max(0, above - 1) : above + 1]))
            letters = "".join(word[0] for word in words if word[0].isupper()).lower()
            known = {word.lower() for word in words}
            return name in known or name.partition(".")[0] in known or (1 < len(name) < 4 and name in letters)
    return False
