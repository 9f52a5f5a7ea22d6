"""Laws that hold for whatever comes from outside, tried on inputs that nobody thought of; a module for each kind."""
