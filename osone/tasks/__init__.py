"""Pure rules of tasks: the capture line, and the order of lists."""
