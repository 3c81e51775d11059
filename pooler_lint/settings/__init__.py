"""One module for each package that holds settings, named as it is imported, which defines `MODEL`."""
