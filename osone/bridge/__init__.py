"""The nouns as QML sees them: one view-model a screen."""
