"""Every part in every state, to be looked at."""
