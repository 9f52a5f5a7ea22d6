"""The first that a person sees of a new profile: a field of colour, and words that are meant for them."""

from PySide6.QtGui import QColor

from osone.app.profile import profile
from osone.bridge.onboarding.flow import onboarding_page
from osone.bridge.onboarding.warm import OnboardingWarm
from tests.app.house import living


def test_a_new_profile_is_never_black_and_says_nothing_of_its_parts() -> None:
    with profile.throw_away() as opened, living(opened) as running:
        window = running.house.window
        assert running.house._seen, "it was painted before anything else was woken"
        assert window is not None
        image = window.grabWindow()
        corners = {image.pixelColor(x, y).name() for x in (2, image.width() - 3) for y in (2, image.height() - 3)}
        assert len(corners) == 1
        assert QColor(corners.pop()).lightness() > 60
        words = str(onboarding_page(running.house.engine, OnboardingWarm).property("words"))
        assert not {"engine", "store", "mind", "profile"} & set(words.lower().split())
