"""The sample world: the mail, calendar and tasks of Mara Lindqvist."""
