"""The mail screen."""
