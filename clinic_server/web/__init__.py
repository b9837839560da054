"""What the server says to the outside: live connections, the patient's page, health, its announcement on the LAN."""
