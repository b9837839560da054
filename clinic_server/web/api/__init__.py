"""The public API: for other programs, what a screen may ask and hear, over HTTP and under the same rules."""
