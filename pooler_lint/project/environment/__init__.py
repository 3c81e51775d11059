"""What the deployment files of a repository say about environment variables."""
