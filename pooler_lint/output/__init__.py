"""Report to text, one file a format. Pure: no terminal, no exit status."""
