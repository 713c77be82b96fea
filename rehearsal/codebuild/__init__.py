"""CodeBuild on this machine: the real buildspec.yml, in a clean working copy, with the project's own role."""
