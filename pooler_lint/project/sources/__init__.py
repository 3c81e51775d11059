"""One module for each kind of deployment file, which defines `SOURCE`."""
