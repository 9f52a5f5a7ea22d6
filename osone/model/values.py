"""Values whose type was lost on their way through QML, JSON or a palette's line, as the numbers that they are."""


def whole(value: object) -> int:
    """The whole number that a value is, or that its words name. TypeError or ValueError where it is none."""
    if isinstance(value, int | str):
        return int(value)
    raise TypeError(f"{value!r} is no whole number")


def real(value: object) -> float:
    """The number that a value is. TypeError where it is none."""
    if isinstance(value, int | float):
        return float(value)
    raise TypeError(f"{value!r} is no number")
