"""Who encrypts and decrypts."""

from typing import Any

from policy.mutation.change_statement import also, appended, elements, without
from policy.mutation.mutant import Change, Mutant, between_accounts
from policy.mutation.mutants.kms._keys import ARTIFACTS, FOREIGN, LOGS, OPERATIONS, POLICY, ROOT

RELEASE_ROLE = "arn:aws:iam::444444444444:role/webapp-production-release"
VIA_S3 = {"StringEquals": {"kms:ViaService": "s3.eu-central-1.amazonaws.com"}}


def lets_in(key: tuple[str, str], principal: Any, action: str, **rest: Any) -> Change:
    return appended(*key, POLICY, Sid="More", Principal=principal, Action=action, Resource="*", **rest)


# Within one account, IAM's own policies decide, and these give nothing away.
BETWEEN_ACCOUNTS = (
    Mutant(
        "artifact key: a role of production encrypts",
        lets_in(ARTIFACTS, {"AWS": RELEASE_ROLE}, "kms:Encrypt", Condition=VIA_S3),
    ),
    Mutant(
        "artifact key: a role of production decrypts whatever it likes",
        lets_in(ARTIFACTS, {"AWS": RELEASE_ROLE}, "kms:Decrypt"),
    ),
    Mutant("artifact key: environments encrypt too", also(*ARTIFACTS, "EnvironmentsDecrypt", "kms:GenerateDataKey")),
)
MUTANTS = (
    *(between_accounts(mutant) for mutant in BETWEEN_ACCOUNTS),
    Mutant("artifact key: everyone decrypts", lets_in(ARTIFACTS, "*", "kms:Decrypt")),
    Mutant(
        "artifact key: every AWS account decrypts", lets_in(ARTIFACTS, {"AWS": "*"}, "kms:Decrypt", Condition=VIA_S3)
    ),
    Mutant("artifact key: the account decrypts", lets_in(ARTIFACTS, ROOT, "kms:Decrypt", Condition=VIA_S3)),
    Mutant("artifact key: a foreign account decrypts", lets_in(ARTIFACTS, FOREIGN, "kms:Decrypt", Condition=VIA_S3)),
    Mutant(
        "artifact key: all but one account",
        appended(*ARTIFACTS, POLICY, Sid="More", NotPrincipal=FOREIGN, Action="kms:Decrypt", Resource="*"),
    ),
    Mutant("artifact key: writers may do anything", elements(*ARTIFACTS, "WritersEncrypt", Action="kms:*")),
    Mutant("artifact key: GenerateDataKey*", also(*ARTIFACTS, "WritersEncrypt", "kms:GenerateDataKey*")),
    Mutant(
        "artifact key: whole environments decrypt", without(*ARTIFACTS, "EnvironmentsDecrypt", "Condition", "ArnEquals")
    ),
    Mutant(
        "artifact key: environments decrypt without S3",
        without(*ARTIFACTS, "EnvironmentsDecrypt", "Condition", "StringEquals"),
    ),
    Mutant(
        "artifact key: environments decrypt unconditionally", without(*ARTIFACTS, "EnvironmentsDecrypt", "Condition")
    ),
    Mutant(
        "artifact key: environments through any service",
        elements(
            *ARTIFACTS,
            "EnvironmentsDecrypt",
            Condition={"ArnEquals": {"aws:PrincipalArn": RELEASE_ROLE}, "StringLike": {"kms:ViaService": "*"}},
        ),
    ),
    Mutant(
        "artifact key: environments through S3, if through anything",
        elements(
            *ARTIFACTS,
            "EnvironmentsDecrypt",
            Condition={"ArnEquals": {"aws:PrincipalArn": RELEASE_ROLE}, "StringEqualsIfExists": VIA_S3["StringEquals"]},
        ),
    ),
    Mutant(
        "artifact key: all roles of production decrypt",
        elements(
            *ARTIFACTS,
            "EnvironmentsDecrypt",
            Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444444444444:role/*"}, **VIA_S3},
        ),
    ),
    Mutant(
        "operations key: the account encrypts messages",
        without(*OPERATIONS, "EncryptMessages", "Condition", "ArnEquals"),
    ),
    Mutant(
        "operations key: the role of the messages without SNS",
        without(*OPERATIONS, "EncryptMessages", "Condition", "StringEquals"),
    ),
    Mutant("operations key: logs of any group", without(*OPERATIONS, "EncryptLogGroups", "Condition")),
    Mutant("alert and log key: logs of any group", without(*LOGS, "EncryptLogGroups", "Condition")),
    Mutant(
        "alert and log key: any log group of the account",
        elements(
            *LOGS,
            "EncryptLogGroups",
            Condition={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:444444444444:*"}},
        ),
    ),
    Mutant(
        "alert and log key: a context only if there is one",
        elements(
            *LOGS,
            "EncryptLogGroups",
            Condition={
                "ArnEqualsIfExists": {
                    "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:444444444444:log-group:x"
                }
            },
        ),
    ),
    Mutant("alert and log key: any service", elements(*LOGS, "EncryptLogGroups", Principal={"Service": "*"})),
    Mutant(
        "alert and log key: CloudTrail of anyone",
        lets_in(LOGS, {"Service": "cloudtrail.amazonaws.com"}, "kms:GenerateDataKey"),
    ),
    Mutant("alert and log key: a statement without Sid", without(*LOGS, "EncryptLogGroups", "Sid")),
)
