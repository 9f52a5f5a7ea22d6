"""The first run, page by page."""
