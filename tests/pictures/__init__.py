"""`python -m tests.pictures`: a picture of every state of every screen."""
