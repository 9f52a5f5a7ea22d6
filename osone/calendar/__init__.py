"""Pure rules of time: iCalendar, recurrence, dates in words, and the shape of a day."""
