"""Events that are changed: what a line asks of one, and its iCalendar text with that and nothing else different."""
