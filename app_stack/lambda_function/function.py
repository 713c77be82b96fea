"""The function, and the alias that requests go to. Releases change its code, and move the alias: no template does."""

from aws_cdk import Duration
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from app_stack.lambda_function.places import Place
from app_stack.lambda_function.running import running
from config import names
from config.model import Environment, Pipeline

RUNTIME = lambda_.Runtime.NODEJS_24_X
HANDLER = "index.handler"  # of the revision: index.mjs
# Until the first release. Not a 5xx: the alarm on errors would keep that release from ever beginning.
SEED = "exports.handler = async () => ({ statusCode: 404, body: 'Nothing has been released yet.\\n' });\n"


class ApplicationFunction(Construct):
    """Its code, the one version and the alias of the template never change (docs/decisions/0026)."""

    def __init__(
        self, scope: Construct, config: Pipeline, environment: Environment, log_key: kms.IKey, place: Place
    ) -> None:
        super().__init__(scope, "Function")
        name, size = names.environment_name(config, environment), environment.function
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=name,
            runtime=RUNTIME,
            handler=HANDLER,
            code=lambda_.Code.from_inline(SEED),
            memory_size=size.memory_mb,
            timeout=Duration.seconds(size.timeout_seconds),
            reserved_concurrent_executions=size.reserved_concurrency,
            tracing=lambda_.Tracing.ACTIVE,
            **running(self, config, environment, name, "function", log_key, place),
        )
        first = lambda_.Version(self, "FirstVersion", lambda_=self.function)
        self.alias = lambda_.Alias(self, "Live", alias_name=names.LIVE_ALIAS, version=first)
