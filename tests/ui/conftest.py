"""One application, and a window with the meeting in it, for the tests that drive it by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.onboarding_house import House, onboarding_house


@pytest.fixture(scope="session")
def app() -> QGuiApplication:
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication([])


@pytest.fixture
def house(app: QGuiApplication) -> Iterator[House]:
    with onboarding_house(app) as house:
        yield house
