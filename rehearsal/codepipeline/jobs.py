"""Makes what an action or a rule is given to do its work: artifacts, variables resolved, credentials of its role."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rehearsal.codepipeline.artifacts import Location, copied
from rehearsal.codepipeline.definition import Action, Stage
from rehearsal.codepipeline.job import Job, resolve_variables
from rehearsal.codepipeline.rules.job import RuleJob
from rehearsal.codepipeline.runs import ActionRun, ExecutionRecord, RuleRun
from rehearsal.server.credentials import Credentials, assume_as_service, assume_role, client

SERVICE_PRINCIPAL = "codepipeline.amazonaws.com"


@dataclass(frozen=True)
class Jobs:
    """Of one pipeline's account and region."""

    account: str
    region: str

    def of_action(self, run: ActionRun, stage: Stage, record: ExecutionRecord) -> Job:
        action = run.action
        service = self._service_credentials(record)
        return Job(
            pipeline=record.pipeline,
            stage=stage,
            action=action,
            execution_id=record.id,
            revision=record.revision,
            inputs=self._inputs(record, action, service),
            configuration=resolve_variables(action.configuration, record.variables),
            credentials=self._credentials(record, action.role_arn, service),
            region=self.region,
            account=self.account,
            progress=run.progress,
            abandoned=run.abandoned,
        )

    def of_rule(self, run: RuleRun, record: ExecutionRecord, tell: Callable[[], None]) -> RuleJob:
        rule = run.rule
        return RuleJob(
            moment=run.moment,
            configuration=resolve_variables(rule.configuration, record.variables),
            credentials=self._credentials(record, rule.role_arn, self._service_credentials(record)),
            region=rule.region or self.region,
            progress=run.progress,
            abandoned=run.abandoned,
            tell=tell,
        )

    def _inputs(self, record: ExecutionRecord, action: Action, service: Credentials) -> dict[str, Location]:
        """In the store of the action's region; CodePipeline copies them there as the pipeline's role."""
        found = {name: record.artifacts[name] for name in action.inputs}
        region = record.pipeline.region_of(action)
        if region == self.region:
            return found
        s3_of = partial(client, "s3", service)
        return {name: copied(record.pipeline, location, region, s3_of) for name, location in found.items()}

    def _service_credentials(self, record: ExecutionRecord) -> Credentials:
        """The pipeline's role, assumed by the service."""
        arn = record.pipeline.arn(self.account)
        role, session = record.pipeline.role_arn, record.id[:8]
        return assume_as_service(role, SERVICE_PRINCIPAL, session, source_arn=arn, region=self.region)

    def _credentials(self, record: ExecutionRecord, role_arn: str | None, service: Credentials) -> Credentials:
        """Through the pipeline's role, the own one of an action or a rule."""
        if role_arn is None or role_arn == record.pipeline.role_arn:
            return service
        return assume_role(service, role_arn, record.id[:8], self.region)
