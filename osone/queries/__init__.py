"""Questions that join nouns: the day, a search, a conversation, a person, a line of plain words."""
