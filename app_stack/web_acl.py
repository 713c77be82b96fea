"""AWS WAF before the load balancer: AWS's managed rules block known attacks, and what they decide is logged."""

from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_kms as kms
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from stack_parts.logs import log_group

# In the order in which they are asked: common attacks, and requests that exploit known vulnerabilities (Log4j).
MANAGED_RULES = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet")


class WebAcl(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        balancer: elb.IApplicationLoadBalancer,
        log_key: kms.IKey,
    ) -> None:
        super().__init__(scope, "WebAcl")
        acl = waf.CfnWebACL(
            self,
            "Acl",
            name=names.web_acl_name(config, environment),
            scope="REGIONAL",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            rules=[_managed_rule(order, name) for order, name in enumerate(MANAGED_RULES)],
            visibility_config=_metrics("WebAcl"),
        )
        waf.CfnWebACLAssociation(self, "Association", web_acl_arn=acl.attr_arn, resource_arn=balancer.load_balancer_arn)
        group = log_group(self, "LogGroup", names.web_acl_log_group_name(config, environment), log_key)
        destination = names.web_acl_log_group_arn(config, environment)  # the group's own ARN ends in `:*`
        logging = waf.CfnLoggingConfiguration(
            self, "Logging", resource_arn=acl.attr_arn, log_destination_configs=[destination]
        )
        logging.node.add_dependency(group)


def _managed_rule(priority: int, name: str) -> waf.CfnWebACL.RuleProperty:
    group = waf.CfnWebACL.ManagedRuleGroupStatementProperty(vendor_name="AWS", name=name)
    return waf.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        statement=waf.CfnWebACL.StatementProperty(managed_rule_group_statement=group),
        override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
        visibility_config=_metrics(name),
    )


def _metrics(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=True
    )
