"""OS One: a companion that keeps your mail, calendar and tasks in order on your own machine."""

__version__ = "0.1.0"
