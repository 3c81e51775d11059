"""Which files, could they matter, bytes to text and back, and the one way to write them."""
