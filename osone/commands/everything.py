"""All verbs, entered into the registry by importing them: import this and nothing is missing."""

from osone.commands import (
    accounts,
    answering,
    blocking,
    calendar,
    changing,
    erasing,
    folders,
    leaving,
    looking,
    mail,
    onboarding,
    screen,
    settings,
    snoozing,
    talk,
    tasks,
    undo,
    writing,
)
from osone.commands.registry import REGISTRY

VERBS = (
    accounts, answering, blocking, calendar, changing, erasing, folders, leaving, looking, mail, onboarding, screen,
    settings, snoozing, talk, tasks, undo, writing,
)  # fmt: skip

__all__ = ["REGISTRY", "VERBS"]
