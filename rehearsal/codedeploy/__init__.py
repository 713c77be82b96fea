"""CodeDeploy on EC2, in place: deployments over the local instances, and the agent on each of them."""
