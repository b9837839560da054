"""What the desk shows, as frozen values: every text already in words, every list with a key for each row."""
