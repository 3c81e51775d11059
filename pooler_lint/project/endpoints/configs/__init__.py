"""One module for each pooler with a configuration file, which defines `POOLER`; its name is in that of the file."""
