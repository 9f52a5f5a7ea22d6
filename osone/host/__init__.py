"""This machine: where things are, what its clock says, and how a process of ours is started."""
