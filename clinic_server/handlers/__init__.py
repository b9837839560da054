"""One file per noun: the plain functions that carry out commands, and the one thread that runs them."""
