"""Results that are kept from one run to the next, in a folder of the user."""
