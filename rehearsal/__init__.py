"""The local AWS: MiniStack, and the services of CI/CD that it lacks."""
