"""What several settings libraries have in common."""
