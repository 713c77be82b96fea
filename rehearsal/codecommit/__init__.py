"""CodeCommit: repositories that are local bare git repositories."""
