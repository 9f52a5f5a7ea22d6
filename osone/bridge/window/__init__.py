"""The window around the screens: its frame, its palette and its look."""
