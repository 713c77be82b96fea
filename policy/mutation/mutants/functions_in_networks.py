"""Functions in a VPC: where they stand, whom they reach, and what their code may do to networks."""

from functools import partial
from typing import Any

from policy.mutation.change_statement import also, elements, removed, without
from policy.mutation.mutant import Change, add, drop, properties, put, remove, resource
from policy.mutation.mutant import Mutant as OfAny
from policy.templates.assembly import Assembly

STACK = "functions"
FUNCTION = (STACK, "Lambda/Function/Function/Resource")
HOOK = (STACK, "Lambda/Release/verify-version/Function/Resource")
POLICY = (STACK, "Lambda/Function/Role/Policy/Resource")
HOOK_POLICY = (STACK, "Lambda/Release/verify-alias/Role/Policy/Resource")
OF_CODEDEPLOY, OF_LAMBDA = (STACK, "Lambda/Places/CodeDeploy/Resource"), (STACK, "Lambda/Places/Lambda/Resource")
OF_FUNCTION, OF_HOOKS, OF_ENDPOINTS = (
    (STACK, f"Lambda/Places/{group}/Resource") for group in ("Application", "Hooks", "Endpoints")
)
LET_IN = (STACK, "Lambda/Places/Endpoints/from functionsLambdaPlacesHooks*:443")
LET_OUT = (STACK, "Lambda/Places/Hooks/to functionsLambdaPlacesEndpoints*:443")
WORLD = "0.0.0.0/0"

Mutant = partial(OfAny, of="strict")


def _https_to(cidr: str) -> list[dict[str, Any]]:
    return [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": cidr, "Description": "Out"}]


def _in_public(construct: tuple[str, str], path: str) -> Change:
    """In the subnets of the load balancer."""

    def change(assembly: Assembly) -> None:
        balancer = resource(assembly, STACK, "Lambda/LoadBalancer/Balancer/Resource")
        put(*construct, path, balancer["Properties"]["Subnets"])(assembly)

    return change


def _in_group_of_load_balancer(assembly: Assembly) -> None:
    balancer = properties(assembly, STACK, "Lambda/LoadBalancer/Balancer/Resource")
    put(*FUNCTION, "VpcConfig.SecurityGroupIds", balancer["SecurityGroups"])(assembly)


MUTANTS = (
    Mutant("function: outside of the network", drop(*FUNCTION, "VpcConfig")),
    Mutant("hook: outside of the network", drop(*HOOK, "VpcConfig")),
    Mutant("function: in public subnets", _in_public(FUNCTION, "VpcConfig.SubnetIds")),
    Mutant("function: in one zone only", drop(*FUNCTION, "VpcConfig.SubnetIds.1")),
    Mutant("function: in the load balancer's group", _in_group_of_load_balancer),
    Mutant(
        "function: in the hooks' group",
        put(*FUNCTION, "VpcConfig.SecurityGroupIds", [{"Fn::GetAtt": ["LambdaPlacesHooksB99AF201", "GroupId"]}]),
    ),
    Mutant("hooks: no way to CodeDeploy", remove(*OF_CODEDEPLOY)),
    Mutant("hooks: no way to Lambda", remove(*OF_LAMBDA)),
    Mutant("function: in somebody's group", put(*FUNCTION, "VpcConfig.SecurityGroupIds", ["sg-0123456789abcdef0"])),
    Mutant("function: reaches the internet", put(*OF_FUNCTION, "SecurityGroupEgress", _https_to(WORLD))),
    Mutant("function: reaches everything", drop(*OF_FUNCTION, "SecurityGroupEgress")),
    Mutant("hooks: reach the internet", put(*OF_HOOKS, "SecurityGroupEgress", _https_to(WORLD))),
    Mutant("hooks: reach everything", remove(*LET_OUT)),
    Mutant("hooks: reach the endpoints on any port", put(*LET_OUT, "FromPort", 0)),
    Mutant("function: reached from the network", put(*OF_FUNCTION, "SecurityGroupIngress", _https_to("10.0.0.0/16"))),
    Mutant(
        "endpoints: reached from the whole network",
        put(*OF_ENDPOINTS, "SecurityGroupIngress", _https_to("10.0.0.0/16")),
    ),
    Mutant("endpoints: reached on any port", put(*LET_IN, "FromPort", 0)),
    Mutant("endpoints: start connections", drop(*OF_ENDPOINTS, "SecurityGroupEgress")),
    Mutant("endpoint: passed by", put(*OF_CODEDEPLOY, "PrivateDnsEnabled", False)),
    Mutant("endpoint: in public subnets", _in_public(OF_CODEDEPLOY, "SubnetIds")),
    Mutant("endpoint: in one zone only", drop(*OF_CODEDEPLOY, "SubnetIds.1")),
    Mutant("endpoint: in the default group", drop(*OF_CODEDEPLOY, "SecurityGroupIds")),
    Mutant("endpoint: of a stranger", put(*OF_CODEDEPLOY, "ServiceName", "com.amazonaws.vpce.eu-central-1.vpce-svc-1")),
    Mutant("endpoint of Lambda: for any call", drop(*OF_LAMBDA, "PolicyDocument")),
    Mutant("endpoint of Lambda: for anybody", without(*OF_LAMBDA, "HooksAskForHealth", "Condition")),
    Mutant("endpoint of Lambda: for any function", elements(*OF_LAMBDA, "HooksAskForHealth", Resource="*")),
    Mutant("endpoint of Lambda: changes functions", also(*OF_LAMBDA, "HooksAskForHealth", "lambda:UpdateFunctionCode")),
    Mutant("function role: its code makes interfaces", removed(*POLICY, "PolicyDocument", "LeaveInterfacesToLambda")),
    Mutant(
        "hook role: denied to one function's code only",
        elements(
            *HOOK_POLICY,
            "LeaveInterfacesToLambda",
            Condition={"ArnEquals": {"lambda:SourceFunctionArn": "arn:aws:lambda:eu-central-1:1:function:a"}},
        ),
    ),
    Mutant(
        "hook role: denied on one interface only",
        elements(
            *HOOK_POLICY, "LeaveInterfacesToLambda", Resource="arn:aws:ec2:eu-central-1:1:network-interface/eni-1"
        ),
    ),
    Mutant("function role: interfaces anywhere", elements(*POLICY, "MakeInterfaces", Resource="*")),
    Mutant("function role: interfaces of any network", without(*POLICY, "ChangeInterfaces", "Condition")),
    Mutant(
        "function role: interfaces in another network",
        elements(
            *POLICY,
            "MakeInterfaces",
            Condition={"ArnEqualsIfExists": {"ec2:Vpc": "arn:aws:ec2:eu-central-1:333333333333:vpc/vpc-1"}},
        ),
    ),
    Mutant("function role: looks in every region", without(*POLICY, "LookAtNetworks", "Condition")),
    Mutant("function role: attaches interfaces", also(*POLICY, "ChangeInterfaces", "ec2:AttachNetworkInterface")),
    Mutant(
        "function role: changes security groups", also(*POLICY, "MakeInterfaces", "ec2:ModifyNetworkInterfaceAttribute")
    ),
    Mutant(
        "function: a NAT gateway beside it",
        add(STACK, "Way", "AWS::EC2::Route", DestinationCidrBlock=WORLD, InstanceId="i-0123456789abcdef0"),
    ),
)
