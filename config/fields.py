"""The texts that pipeline.yml is made of: a pattern each, and what a person should write instead.

The patterns avoid \\d, \\s and \\w, which mean different characters to Rust (pydantic), Python and JavaScript
(editors). `patternErrorMessage` is the key with which editors show a message of one's own.
"""

from typing import Annotated, Any

from pydantic import Field
from pydantic.config import JsonDict


def _text(pattern: str, meaning: str, min_length: int | None = None, max_length: int | None = None) -> Any:
    help_in_editors: JsonDict = {"patternErrorMessage": meaning}
    return Field(pattern=pattern, min_length=min_length, max_length=max_length, json_schema_extra=help_in_editors)


AccountId = Annotated[str, _text(r"^[0-9]{12}$", 'an account id: 12 digits in quotes, like "012345678901"')]

# An S3 bucket starts with it: no dots, no upper case, and "--" is reserved there ("xn--", "--x-s3").
Name = Annotated[
    str,
    _text(
        r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        "2 to 20 lower-case letters, digits and single hyphens, a letter first",
        min_length=2,
        max_length=20,
    ),
]

# GitPushFilter's pattern lists: 1 to 255 characters each.
Glob = Annotated[str, Field(min_length=1, max_length=255)]

_FOLDER = "[.]*[A-Za-z0-9_-][A-Za-z0-9_.-]*"  # dots alone name other folders

Repository = Annotated[
    str,
    _text(
        rf"^{_FOLDER}(/{_FOLDER})*$",
        "owner/name, for gitlab also group/subgroup/name, or for codecommit the name alone; no URL",
        max_length=255,
    ),
]

# CodePipeline's DisabledReason.
Reason = Annotated[
    str,
    _text(
        r"^[a-zA-Z0-9!@().*? -]+$",
        "why, in letters, digits, spaces and ! @ ( ) . * ? -",
        min_length=1,
        max_length=300,
    ),
]

# What git-check-ref-format refuses in a branch, and the braces that CodePipeline would read as a glob.
Branch = Annotated[
    str,
    _text(
        r"^[^\x00-\x20\x7f~^:?*\[\]{}\\/-][^\x00-\x20\x7f~^:?*\[\]{}\\]*$",
        "the name of one branch; no wildcards, no spaces",
        max_length=255,
    ),
]

# That, or all branches of a folder: repositories protect branches by the same patterns.
BranchGlob = Annotated[
    str,
    _text(
        r"^[^\x00-\x20\x7f~^:?*\[\]{}\\/-][^\x00-\x20\x7f~^:?*\[\]{}\\]*(/\*{1,2})?$",
        "the name of one branch, or a folder of branches like release/*",
        max_length=255,
    ),
]

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

ConnectionArn = Annotated[
    str,
    _text(
        rf"^arn:aws:(codeconnections|codestar-connections):[a-z0-9-]+:[0-9]{{12}}:connection/{_UUID}$",
        "the ARN of a connection, arn:aws:codeconnections:<region>:<account>:connection/<id>",
    ),
]

CertificateArn = Annotated[
    str,
    _text(
        rf"^arn:aws:acm:[a-z0-9-]+:[0-9]{{12}}:certificate/{_UUID}$",
        "the ARN of an ACM certificate, arn:aws:acm:<region>:<account>:certificate/<id>",
    ),
]

Bucket = Annotated[
    str,
    _text(
        r"^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*[a-z0-9]$",
        "the name of a bucket, 3 to 63 characters; no s3://, no path",
        min_length=3,
        max_length=63,
    ),
]

# A source that is not a zip file fails at the first action that unpacks it (S3 source action reference).
ZipKey = Annotated[str, _text(r"^[^\x00-\x20/][^\x00-\x1f]*\.zip$", "the key of a .zip file", max_length=1024)]

# Those CodeBuild images for x86_64 hosts that take the compute types below.
Image = Annotated[
    str,
    _text(
        r"^aws/codebuild/(standard|amazonlinux-x86_64-standard|amazonlinux2-x86_64-standard):[0-9]+\.[0-9]+$",
        "an x86_64 Linux image of CodeBuild, like aws/codebuild/standard:8.0",
    ),
]

# Each family has the number of its generation, like t3, u-6tb1, u7i-12tb.
InstanceType = Annotated[
    str,
    _text(r"^[a-z][a-z-]*[0-9][a-z0-9-]*\.[a-z0-9-]+$", "an EC2 instance type, like t3.micro", max_length=40),
]

MinimumHealthy = Annotated[
    str,
    _text(
        r"^(0|[1-9][0-9]{0,2}|[1-9]?[0-9]%)$",
        'a number of hosts or a percentage below 100 in quotes, like "1" or "50%"',
    ),
]

# What IAM takes for the name of a managed policy.
PolicyName = Annotated[
    str,
    _text(
        r"^[A-Za-z0-9+=,.@_-]+$",
        "the name of an IAM managed policy, without path or ARN",
        max_length=128,
    ),
]

KeyArn = Annotated[
    str,
    _text(
        rf"^arn:aws:kms:[a-z0-9-]+:[0-9]{{12}}:key/(mrk-[0-9a-f]{{32}}|{_UUID})$",
        "the ARN of a KMS key, arn:aws:kms:<region>:<account>:key/<id>",
    ),
]

TrailArn = Annotated[
    str,
    _text(
        r"^arn:aws:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$",
        "the ARN of a trail, arn:aws:cloudtrail:<region>:<account>:trail/<name>",
    ),
]

# `{account}` and `{region}` stand for those of the stack: logs are delivered within them.
LogBucket = Annotated[
    str,
    _text(
        r"^([a-z0-9.-]|\{account\}|\{region\})+$",
        "the name of a bucket, in which {account} and {region} stand for those of each stack",
        max_length=80,
    ),
]

Date = Annotated[str, _text(r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "a day, like 2027-01-31")]

# What a scan prints: GHSA-35jh-r3h4-6jhm, PYSEC-2021-142, CVE-2021-23337, secret-1f0c5b8a9d3e.
FindingId = Annotated[
    str,
    _text(
        r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
        "an id as the build's list has it, like GHSA-35jh-r3h4-6jhm",
        min_length=4,
        max_length=60,
    ),
]

VpcId = Annotated[str, _text(r"^vpc-([0-9a-f]{8}|[0-9a-f]{17})$", "the id of a VPC, like vpc-0123456789abcdef0")]
SubnetId = Annotated[
    str, _text(r"^subnet-([0-9a-f]{8}|[0-9a-f]{17})$", "the id of a subnet, like subnet-0123456789abcdef0")
]
Zone = Annotated[str, _text(r"^[a-z]{2}-[a-z]+-[0-9][a-z]$", "the name of an availability zone, like eu-central-1a")]
Cidr = Annotated[
    str,
    _text(r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$", "an IPv4 range in CIDR form, like 10.0.0.0/16"),
]
Email = Annotated[
    str,
    _text(
        r"^[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
        "an email address, like team@example.com",
        max_length=254,
    ),
]

Url = Annotated[
    str,
    _text(
        r"^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%/+=@-]*)?$",
        "the address of a page without query and section, like https://wiki.example.com/runbook",
        max_length=200,
    ),
]
SlackId = Annotated[str, _text(r"^[0-9A-Z]{1,255}$", "an id of Slack, upper-case letters and digits, like C0123456789")]
Uuid = Annotated[
    str, _text(r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", "a UUID, 01234567-89ab-cdef-0123-456789abcdef")
]
TeamsChannelId = Annotated[
    str,
    _text(
        r"^[A-Za-z0-9_=+/.,-]*%3[aA][A-Za-z0-9_=+/.,-]*%40[A-Za-z0-9_=+/.,-]*$",
        "the channel's id as its link has it, like 19%3aabc%40thread.tacv2",
        max_length=256,
    ),
]
_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
Days = Annotated[
    str,
    _text(rf"^{_DAY}(-{_DAY})?(, ?{_DAY}(-{_DAY})?)*$", "days of the week, like mon-fri or mon,wed,fri", max_length=60),
]
Hours = Annotated[
    str,
    _text(
        r"^([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-4])$",
        'whole hours in quotes, from the first until the second, like "09-17"',
    ),
]
# By name, since names know of summer time, and UTC. Which of them CodePipeline takes, config.rules.windows says.
TimeZone = Annotated[
    str,
    _text(
        r"^(UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]*)+)$",
        "UTC, or a time zone by region and city, like Europe/Berlin",
        max_length=40,
    ),
]
PrincipalArn = Annotated[
    str,
    _text(
        r"^arn:aws:iam::[0-9]{12}:role/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]+$",
        "the ARN of a role, arn:aws:iam::<account>:role/<name>",
        max_length=200,
    ),
]
