"""Writing: the draft that is open, and the list of those that are not sent yet."""
