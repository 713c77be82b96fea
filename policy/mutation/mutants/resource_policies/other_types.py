"""Policies of types that the stacks do not have today."""

from policy.mutation.change_statement import attached
from policy.mutation.mutant import Mutant, add
from policy.mutation.mutants.resource_policies._policies import FOREIGN, LIVE, TOOLS

MUTANTS = (
    Mutant(
        "a queue open to everyone",
        attached(
            TOOLS,
            "Extra",
            "AWS::SQS::QueuePolicy",
            {"Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"},
            Queues=["q"],
        ),
    ),
    Mutant(
        "a secret open to a foreign account",
        add(
            LIVE,
            "Extra",
            "AWS::SecretsManager::ResourcePolicy",
            SecretId="s",
            ResourcePolicy={
                "Version": "2012-10-17",
                "Statement": {
                    "Effect": "Allow",
                    "Principal": FOREIGN,
                    "Action": "secretsmanager:GetSecretValue",
                    "Resource": "*",
                },
            },
        ),
    ),
    Mutant(
        "a repository open to everyone",
        add(
            TOOLS,
            "Extra",
            "AWS::ECR::Repository",
            RepositoryPolicyText={
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}],
            },
        ),
    ),
    Mutant(
        "log groups open to a service of anyone's, as text",
        add(
            TOOLS,
            "Extra",
            "AWS::Logs::ResourcePolicy",
            PolicyName="p",
            PolicyDocument=(
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"es.amazonaws.com"},'
                '"Action":"logs:PutLogEvents","Resource":"*"}]}'
            ),
        ),
    ),
    Mutant(
        "a function that everyone invokes",
        add(LIVE, "Extra", "AWS::Lambda::Permission", FunctionName="f", Action="lambda:InvokeFunction", Principal="*"),
    ),
    Mutant(
        "a function with an open URL",
        add(
            LIVE,
            "Extra",
            "AWS::Lambda::Permission",
            FunctionName="f",
            Action="lambda:InvokeFunctionUrl",
            Principal="*",
            FunctionUrlAuthType="NONE",
        ),
    ),
    Mutant(
        "a function that any bucket invokes",
        add(
            LIVE,
            "Extra",
            "AWS::Lambda::Permission",
            FunctionName="f",
            Action="lambda:InvokeFunction",
            Principal="s3.amazonaws.com",
            SourceArn="arn:aws:s3:::drop",
        ),
    ),
    Mutant(
        "a function that any rule invokes",
        add(
            LIVE,
            "Extra",
            "AWS::Lambda::Permission",
            FunctionName="f",
            Action="lambda:InvokeFunction",
            Principal="events.amazonaws.com",
        ),
    ),
)
