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
