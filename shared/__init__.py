"""What the programs of Anteroom share: the protocol, the client's side of it, words and the look."""
