"""Services of ECS whose tasks are local processes, with the task sets that CodeDeploy works with."""
