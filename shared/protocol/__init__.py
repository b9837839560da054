"""What is said between the box and its screens: values, commands, events, refusals and frames."""
