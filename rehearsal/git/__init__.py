"""Bare git repositories that stand in for GitHub, GitLab, Bitbucket and CodeCommit."""
