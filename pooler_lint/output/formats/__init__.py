"""One module for each output format, whose name it has."""
