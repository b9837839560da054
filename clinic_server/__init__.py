"""The clinic's server: it owns the queue, and every screen of the clinic hears from it."""
