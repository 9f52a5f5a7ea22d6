"""What the first run needs of the house."""
