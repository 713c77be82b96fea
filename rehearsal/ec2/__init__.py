"""EC2's network as far as CloudFormation needs it beyond MiniStack: recorded, not routed."""
