"""What CloudFormation must be allowed to do in each account, derived from the synthesized templates."""
