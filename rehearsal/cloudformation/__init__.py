"""CloudFormation acts with a role's permissions, or its caller's: MiniStack makes resources without asking."""
