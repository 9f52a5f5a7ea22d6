"""Wiring only: the birth and death of each process, and what joins the store, the screens and the engine."""
