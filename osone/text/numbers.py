"""Small numbers as English words: one table for who reads them and for who says them."""

SMALL_NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
"""The word of each number, at the place of the number."""


def in_words(number: int) -> str:
    """How many of something, as one would say it: ``no``, ``one``, ``twenty``, ``21``, ``6,046``."""
    if number == 0:
        return "no"
    return SMALL_NUMBERS[number] if 0 < number < len(SMALL_NUMBERS) else f"{number:,}"
