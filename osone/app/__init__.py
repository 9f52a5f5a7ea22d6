"""Wiring only: birth and death of each process, paths, settings, log, command line."""
