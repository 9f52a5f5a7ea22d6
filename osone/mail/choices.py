"""What a form shows of a list of choices: the one that is chosen, or all where they lie open."""

from selectolax.lexbor import LexborNode


def chosen(choices: LexborNode) -> str:
    """The words of a ``select`` that a page shows before anybody touches it (HTML standard, section 4.10.7)."""
    given = choices.attributes
    options = choices.css("option")
    if not lies_open(given.get("size") or "", several="multiple" in given):
        picked = [option for option in options if "selected" in option.attributes]
        options = picked[-1:] or options[:1]
    return " ".join(" ".join(option.text().split()) for option in options)


def lies_open(size: str, *, several: bool) -> bool:
    """Whether a list shows its choices, and does not wait to be opened."""
    return several or (size.strip().isdecimal() and size.strip() not in ("0", "1"))
