"""A load balancer asks a function in events, and only where the function's policy lets it."""

import json
import time
import urllib.error
import urllib.request
import uuid
from typing import Any

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.functions.shop import Shop, open_shop, role, zipped
from tests.unit.server.accounts import DEV, REGION, Account

ECHO = """
import base64, json
def handler(event, context):
    if event["path"] == "/crash":
        raise ValueError("crashed")
    event["headers"] = {"x-mine": event["headers"].get("x-mine")}
    body = base64.b64encode(json.dumps(event).encode()).decode()
    return {"statusCode": 201, "headers": {"x-echo": "yes"}, "body": body, "isBase64Encoded": True}
"""


def stack(name: str, arn: str, allowed: bool) -> dict[str, Any]:
    subnets = {
        f"Subnet{n}": {
            "Type": "AWS::EC2::Subnet",
            "Properties": {
                "VpcId": {"Ref": "Vpc"},
                "CidrBlock": f"10.0.{n}.0/24",
                "AvailabilityZone": f"{REGION}{zone}",
            },
        }
        for n, zone in enumerate("ab")
    }
    permission = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": arn,
        "Principal": "elasticloadbalancing.amazonaws.com",
        "SourceAccount": DEV,
        "SourceArn": f"arn:aws:elasticloadbalancing:{REGION}:{DEV}:targetgroup/{name if allowed else 'another'}/*",
    }
    targets = {"Name": name, "TargetType": "lambda", "Targets": [{"Id": arn}]}
    balancer = {"Name": f"lb-{name}", "Subnets": [{"Ref": each} for each in subnets]}
    listener = {
        "LoadBalancerArn": {"Ref": "Balancer"},
        "Port": 80,
        "Protocol": "HTTP",
        "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Targets"}}],
    }
    elb = "AWS::ElasticLoadBalancingV2::"
    return {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
        **subnets,
        "Permission": {"Type": "AWS::Lambda::Permission", "Properties": permission},
        "Targets": {"Type": f"{elb}TargetGroup", "Properties": targets, "DependsOn": "Permission"},
        "Balancer": {"Type": f"{elb}LoadBalancer", "Properties": balancer},
        "Listener": {"Type": f"{elb}Listener", "Properties": listener},
    }


def deployed(shop: Shop, allowed: bool) -> tuple[str, str]:
    """The stack's status and the load balancer's URL."""
    functions, name = shop.client("lambda"), f"echo-{uuid.uuid4().hex[:6]}"
    arn = functions.create_function(
        FunctionName=name,
        Role=role(shop.account, "lambda"),
        Code={"ZipFile": zipped(ECHO)},
        Runtime="python3.13",
        Handler="index.handler",
    )["FunctionArn"]
    cloudformation = shop.client("cloudformation")
    template = json.dumps({"Resources": stack(name, arn, allowed)})
    cloudformation.create_stack(StackName=name, TemplateBody=template)
    deadline = time.monotonic() + 60
    while (status := cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]).endswith("PROGRESS"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    if not allowed:
        return status, ""
    elb = shop.client("elbv2")
    balancer = elb.describe_load_balancers(Names=[f"lb-{name}"])["LoadBalancers"][0]["LoadBalancerArn"]
    [described] = elb.describe_tags(ResourceArns=[balancer])["TagDescriptions"]
    return status, {tag["Key"]: tag["Value"] for tag in described["Tags"]}["slipway:rehearsal-url"]


@pytest.fixture(scope="module")
def shop(local_aws: LocalAws) -> Shop:
    return open_shop(Account(local_aws, DEV))


@pytest.fixture(scope="module")
def url(shop: Shop) -> str:
    status, found = deployed(shop, allowed=True)
    assert status == "CREATE_COMPLETE"
    return found


def test_a_request_becomes_an_event_and_its_answer_a_response(url: str) -> None:
    request = urllib.request.Request(f"{url}/a/b?q=a%20b&q=c", data=b"body", headers={"X-Mine": "1"}, method="PUT")
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert (answer.status, answer.headers["x-echo"]) == (201, "yes")
        event = json.loads(answer.read())
    assert event["requestContext"]["elb"]["targetGroupArn"].startswith("arn:aws:elasticloadbalancing:")
    del event["requestContext"]
    assert event == {
        "httpMethod": "PUT",
        "path": "/a/b",
        "queryStringParameters": {"q": "c"},
        "headers": {"x-mine": "1"},
        "body": "body",
        "isBase64Encoded": False,
    }


@pytest.mark.parametrize(("path", "body", "status"), [("/crash", b"", 502), ("/", b"x" * (1024 * 1024 + 1), 413)])
def test_what_goes_wrong_is_the_load_balancers_answer(url: str, path: str, body: bytes, status: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(urllib.request.Request(url + path, data=body or None), timeout=20)
    with answer.value as refused:
        assert refused.code == status


def test_a_load_balancer_without_leave_cannot_have_the_function_as_its_target(shop: Shop) -> None:
    assert deployed(shop, allowed=False)[0] == "ROLLBACK_COMPLETE"
