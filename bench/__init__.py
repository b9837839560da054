"""Speed, measured against this machine's own floors."""
