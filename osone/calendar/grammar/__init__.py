"""Dates and times in plain English."""
