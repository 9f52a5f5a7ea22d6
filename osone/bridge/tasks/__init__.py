"""The task screen."""
