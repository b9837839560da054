"""Every figure that Anteroom promises, measured as a ratio to a floor of the same run, because machines are noisy."""
