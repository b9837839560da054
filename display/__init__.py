"""What the waiting room sees and hears."""
