"""How a screen talks to the clinic: one link, one mirror. Screens use it, the server never does."""
