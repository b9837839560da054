"""The kiosk: a walk-in touches it and holds a printed number."""
