"""The deployment group."""

from policy.mutation.mutant import Mutant, drop, put

GROUP = ("production", "Ec2/Release/Group/Resource")

MUTANTS = (
    Mutant("deployment: no rollback of a failure", drop(*GROUP, "AutoRollbackConfiguration.Events.0")),
    Mutant("deployment: no rollback of a stopped one", drop(*GROUP, "AutoRollbackConfiguration.Events.1")),
    Mutant("deployment: no rollback on an alarm", drop(*GROUP, "AutoRollbackConfiguration.Events.2")),
    Mutant("deployment: rollback disabled", put(*GROUP, "AutoRollbackConfiguration.Enabled", False)),
    Mutant("deployment: rollback removed", drop(*GROUP, "AutoRollbackConfiguration")),
    Mutant("deployment: alarms removed", drop(*GROUP, "AlarmConfiguration")),
    Mutant("deployment: alarms disabled", put(*GROUP, "AlarmConfiguration.Enabled", False)),
    Mutant("deployment: list of alarms empty", put(*GROUP, "AlarmConfiguration.Alarms", [])),
    Mutant("deployment: alarm that nobody makes", put(*GROUP, "AlarmConfiguration.Alarms.0.Name", "webapp-5xx")),
    Mutant("deployment: unreadable alarms ignored", put(*GROUP, "AlarmConfiguration.IgnorePollAlarmFailure", True)),
    Mutant("deployment: no traffic control", drop(*GROUP, "DeploymentStyle")),
    Mutant(
        "deployment: traffic control off",
        put(*GROUP, "DeploymentStyle.DeploymentOption", "WITHOUT_TRAFFIC_CONTROL"),
    ),
    Mutant("deployment: no load balancer", drop(*GROUP, "LoadBalancerInfo")),
    Mutant("deployment: all at once", put(*GROUP, "DeploymentConfigName", "CodeDeployDefault.AllAtOnce")),
    Mutant(
        "deployment: fewer hosts stay than pipeline.yml says",
        put("production", "Ec2/Release/Config/Resource", "MinimumHealthyHosts.Value", 1),
        of="s3-no-approval",
    ),
    Mutant(
        "deployment: a share of the hosts in place of their number",
        put("production", "Ec2/Release/Config/Resource", "MinimumHealthyHosts.Type", "FLEET_PERCENT"),
        of="s3-no-approval",
    ),
    Mutant("deployment: configuration that nobody has seen", put(*GROUP, "DeploymentConfigName", "fast")),
    Mutant("deployment: no service role", drop(*GROUP, "ServiceRoleArn")),
)
