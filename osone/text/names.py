"""Names of people: which word of one is what others call them by."""

import re

TITLE = re.compile(r"(?:dr|prof|mr|mrs|ms|mx|miss|sir|rev|herr|frau|m|mme|mlle|sr|sra|dott)\.?", re.IGNORECASE)
"""What may stand before a name and is none."""


def given(words: list[str]) -> str:
    """What somebody is called, of the words of their name: without titles, and whole where that leaves one word.

    ``Mr. FoRK`` is called that; an initial alone is nothing to be called by.
    """
    begin = 0
    while begin < len(words) - 1 and TITLE.fullmatch(words[begin]):
        begin += 1
    if (begin and begin == len(words) - 1) or len(words[begin].strip(".")) < 2:
        return " ".join(words)
    return words[begin]
