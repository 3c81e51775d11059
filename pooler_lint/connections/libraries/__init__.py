"""One module for each library: `connections.registry` finds them all."""
