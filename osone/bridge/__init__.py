"""The nouns as QML sees them: a folder a screen, the window around them, and what they share."""
