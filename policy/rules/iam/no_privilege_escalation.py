"""No role may give itself or another more than it has: by IAM, or by changing code, keys or policies that others trust.

Only CloudFormation does, in its execution role, from templates that this gate has read. iam:PassRole has rules of its
own. Each of these actions has been a way to an administrator's rights:
https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._actions import allowed
from policy.templates.assembly import Assembly

ESCALATES = re.compile(
    r"iam:(?!get|list|passrole$|simulate|generate).*"
    r"|sts:(assumeroot|getfederationtoken)"
    r"|organizations:(?!describe|list).*"
    r"|sso:(?!describe|get|list).*"
    r"|cloudformation:(setstackpolicy|createtype|registertype|updatestackset|createstackset)"
    r"|codebuild:(create|update)project"
    r"|codebuild:(put|delete)resourcepolicy|codebuild:importsourcecredentials"
    r"|codepipeline:(create|update)pipeline"
    r"|codestar:(createproject|associateteammember)"
    r"|datapipeline:.*|glue:(create|update)devendpoint|sagemaker:create.*"
    r"|ec2:(runinstances|modifyinstanceattribute|associateiaminstanceprofile|replaceiaminstanceprofileassociation"
    r"|createlaunchtemplate|createlaunchtemplateversion|modifylaunchtemplate)"
    r"|ecr:(set|delete)repositorypolicy"
    r"|ecs:executecommand"
    r"|kms:(putkeypolicy|creategrant|schedulekeydeletion|disablekey)"
    r"|lambda:(createfunction|createeventsourcemapping|addpermission|updatefunctionconfiguration"
    r"|addlayerversionpermission)"
    r"|s3:(putbucketpolicy|deletebucketpolicy|putbucketacl|putencryptionconfiguration|putaccountpublicaccessblock"
    r"|putbucketpublicaccessblock)"
    r"|secretsmanager:(putresourcepolicy|deleteresourcepolicy)"
    r"|sns:(addpermission|settopicattributes)|sqs:(addpermission|setqueueattributes)"
    r"|ssm:(sendcommand|startsession|startautomationexecution|createassociation)",
    re.IGNORECASE,
)


def check(assembly: Assembly) -> Iterator[Violation]:
    return allowed(assembly, ESCALATES)
