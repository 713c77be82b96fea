"""Step Functions: MiniStack walks through the states, what they call goes through the endpoint in the role's name."""
