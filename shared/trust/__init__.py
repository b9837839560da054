"""How the box and its devices know one another: by keys, never by a name, an address or a clock."""
