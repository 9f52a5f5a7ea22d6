"""The first run's pages as QML knows them: by name alone, each imported when somebody asks for it.

Qt has to learn of every singleton before it reads a first QML file: one that it learns of later spoils all that are
read from then on. Yet who has been through the first run sees these pages never again, or once in a year, and importing
them takes a twentieth of the way to the first frame.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtQml import QQmlEngine, qmlRegisterSingletonType

K = TypeVar("K", bound=type[QObject])

MODULE = "OSOne.Onboarding"
PAGES: Mapping[str, str] = {
    "OnboardingAccount": "account",
    "OnboardingDisk": "mailbox",
    "OnboardingFlow": "flow",
    "OnboardingHello": "name",
    "OnboardingInterrupt": "flow",
    "OnboardingMailbox": "mailbox",
    "OnboardingMind": "mind",
    "OnboardingName": "name",
    "OnboardingTalk": "flow",
    "OnboardingVoice": "voice",
    "OnboardingWarm": "warm",
}
"""The module of this folder that each singleton lives in."""


def QmlPage(kind: K) -> K:
    """Says of a class that QML knows it as a singleton by the table here. Raises KeyError where the table lacks it."""
    if PAGES[kind.__name__] != kind.__module__.rpartition(".")[2]:
        raise KeyError(kind.__name__)
    return kind


def _maker(module: str, name: str) -> Callable[[QQmlEngine], QObject]:
    def made(_engine: QQmlEngine) -> QObject:
        page: QObject = getattr(import_module(f"{__package__}.{module}"), name)()
        return page

    return made


for _name, _module in PAGES.items():
    # The class itself would have to be imported; QML asks the object that comes for what it has.
    qmlRegisterSingletonType(QObject, MODULE, 1, 0, _name, _maker(_module, _name))  # type: ignore[call-overload]
