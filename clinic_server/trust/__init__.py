"""How the box proves itself, and knows the devices that were let in."""
