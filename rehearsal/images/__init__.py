"""Container images without Docker: built from a Dockerfile, kept in the local ECR, run as processes."""
