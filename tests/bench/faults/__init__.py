"""Faults that were found in use, a module for each kind of input, judged through the real rooms."""
