"""Questions and wishes of any wording: a frame with slots, filled and answered from what the house knows."""
