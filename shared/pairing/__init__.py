"""Pairing as people see it: a new screen finds the clinic's box, takes a code and compares six words, without Qt."""
