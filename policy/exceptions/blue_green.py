"""What the gate lets pass in the stack of an environment whose two fleets take the requests in turn."""

from policy.exceptions import choices
from policy.exceptions.row import SERVICE_AUTHORIZATION, GateException, executions, wildcard

_BLUE_GREEN = choices.on("ec2", choices.blue_green)
_CONFIGURATIONS = "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html"


def _fleet(colour: str) -> tuple[GateException, ...]:
    return (
        GateException(
            f"Ec2/Fleets/{colour}ServiceRole/Policy/Resource",
            wildcard("*"),
            reason="The Describe actions with which CodeDeploy finds instances take no resource.",
            control="What changes anything is limited to the hooks of this one fleet.",
            proof=f"{SERVICE_AUTHORIZATION}/list_amazonec2autoscaling.html",
            applies=_BLUE_GREEN,
        ),
        GateException(
            f"Ec2/Fleets/{colour}Deployments/Resource",
            (
                "Slipway::deployment_controls_traffic[DeploymentOption None]",
                "Slipway::deployment_controls_traffic[LoadBalancerInfo]",
                "Slipway::deployment_is_gradual[DeploymentConfigName CodeDeployDefault.AllAtOnce]",
                *(
                    f"Slipway::deployment_rolls_back[DEPLOYMENT_{event}]"
                    for event in ("FAILURE", "STOP_ON_ALARM", "STOP_ON_REQUEST")
                ),
            ),
            reason="CodeDeploy deploys to a fleet that takes no requests: there is nothing to block or to preserve.",
            control="The state machine lets a fleet serve only when each instance is deployed to and healthy, keeps "
            "the former one, and takes it back on an alarm; a fleet that failed is emptied.",
            proof=_CONFIGURATIONS,
            applies=_BLUE_GREEN,
        ),
        GateException(
            f"Ec2/Instances/{colour}/ASG",
            ("Slipway::update_keeps_instances_in_service[UpdatePolicy::none]",),
            reason="An update of the stack must replace no instance: it does not know which fleet serves.",
            control="Each release launches a new fleet, from the launch template of that day.",
            proof="environments.strategy",
            applies=_BLUE_GREEN,
        ),
    )


BLUE_GREEN = (
    *_fleet("Blue"),
    *_fleet("Green"),
    GateException(
        "Ec2/Machine/Role/Policy/Resource",
        wildcard("*"),
        reason="Finding fleets, delivering the logs of a state machine, and traces take no resource.",
        control="They are limited to the region; what changes fleets, traffic or deployments names each resource.",
        proof=f"{SERVICE_AUTHORIZATION}/list_amazonec2autoscaling.html",
        applies=_BLUE_GREEN,
    ),
    GateException(
        "Ec2/Machine/Role/Policy/Resource",
        ("Slipway::no_covering_of_tracks[Action::logs:DeleteLogDelivery]",),
        reason="Step Functions refuses a state machine that logs unless its role may manage deliveries of logs.",
        control="Only Step Functions takes the role on, for this machine; its states call APIs of a fixed list.",
        proof="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
        applies=_BLUE_GREEN,
    ),
    *executions("Ec2/Machine", _BLUE_GREEN),
)
