"""What the tests of the meeting look at: the row under the cursor, what is said, and the fields to write in."""

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem

from osone.bridge.onboarding.choice import OnboardingList
from tests.ui.onboarding_house import House

KEY = Qt.Key


def row(house: House, page: type[OnboardingList]) -> str:
    current = house.page(page).current
    return current.id if current else ""


def says(house: House, words: str) -> bool:
    return any(words in spoken for spoken in house.spoken())


def fields(house: House) -> list[QQuickItem]:
    found = [house.view.rootObject()]
    for item in found:
        found.extend(child for child in item.childItems() if child.isVisible())
    return [item for item in found if item.metaObject().indexOfProperty("displayText") >= 0]
