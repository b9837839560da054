"""What the desk decides: the mirror and a person's touches become one screen. No Qt here."""
