"""What the person is shown unasked: cards, refusals, and the window of trouble."""
