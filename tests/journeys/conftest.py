"""Leaves the journeys out where a screen or a keyring is missing, and says so in a line."""

from tests.journeys.window import missing
from tests.parts import dovecot, left_out

collect_ignore: list[str] = []

if why := missing():
    collect_ignore += ["test_great_journey.py", "test_coming_and_going.py", "test_screen_reader.py"]
    left_out.note(f"{why} The journeys on a screen were left out.")
elif not dovecot.found():
    collect_ignore.append("test_great_journey.py")
    left_out.note("No Dovecot here: the great journey was left out.")
