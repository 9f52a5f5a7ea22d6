"""The English names of days and months, long and short, for all that reads dates."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
WEEKDAYS = {
    **{name: at for at, name in enumerate(DAYS)},
    **{name[:3]: at for at, name in enumerate(DAYS)},
    **{"tues": 1, "weds": 2, "thurs": 3, "thur": 3},
}
"""Monday is 0."""
MONTHS = {
    **{name: at for at, name in enumerate(MONTH_NAMES, start=1)},
    **{name[:3]: at for at, name in enumerate(MONTH_NAMES, start=1)},
    "sept": 9,
}
"""January is 1."""


def slips(name: str) -> set[str]:
    """How a name comes from quick fingers: a letter missing, doubled or swapped with its neighbour, never the first."""
    places = range(1, len(name))
    missing = {name[:at] + name[at + 1 :] for at in places}
    doubled = {name[:at] + name[at] + name[at:] for at in places}
    swapped = {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(1, len(name) - 1)}
    return (missing | doubled | swapped) - {name}


_AS_HEARD = {
    "wensday": 2, "wendsday": 2, "wensdy": 2, "thrusday": 3, "thersday": 3, "thirsday": 3, "saterday": 5, "satarday": 5,
    "munday": 0, "tusday": 1, "tewsday": 1, "freeday": 4,
}  # fmt: skip
"""Names as they sound, which are more than one slip away."""
_MONTHS_AS_HEARD = {
    "febuary": 2, "feburary": 2, "janurary": 1, "septembre": 9, "setember": 9, "decembre": 12, "agust": 8,
    "novemeber": 11, "decemeber": 12, "septemeber": 9, "octomber": 10,
}  # fmt: skip
LONG = 6
"""Shorter names with a slip in them are other words as often: march and match, june and juno."""
MISSPELT_DAYS = {slip: at for at, name in enumerate(DAYS) for slip in slips(name)} | _AS_HEARD
MISSPELT_MONTHS = {
    slip: at for at, name in enumerate(MONTH_NAMES, start=1) if len(name) >= LONG for slip in slips(name)
} | _MONTHS_AS_HEARD
