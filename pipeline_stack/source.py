"""Where a change comes from and how it starts the pipeline: by webhook or EventBridge, never by polling.

One class per way in; `source_for` picks it from the provider. Each answers the same three questions: what
may the source role do, what is the source action, what is the pipeline's trigger.
"""

from abc import abstractmethod

from aws_cdk import CfnOutput
from aws_cdk import aws_codecommit as codecommit
from aws_cdk import aws_codeconnections as codeconnections
from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_codepipeline_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names
from config.branches import reviewed_for, started_by
from config.model import Filter, Pipeline
from pipeline_stack import permissions
from pipeline_stack.source_change import SourceChange
from stack_parts.role import Statements

NAMESPACE = "Source"
ACTION = "Source"
PROVIDER_TYPES = {"github": "GitHub", "gitlab": "GitLab", "bitbucket": "Bitbucket"}


class Source(Construct):
    def __init__(self, scope: Construct, config: Pipeline) -> None:
        super().__init__(scope, "Source")
        self.config = config

    @abstractmethod
    def statements(self) -> Statements:
        """What the source action's role may do."""

    @abstractmethod
    def action(self, output: codepipeline.Artifact, role: iam.IRole) -> actions.Action: ...

    def triggers(self, action: actions.Action) -> list[codepipeline.TriggerProps]:
        return []

    def shared_with(self, scope: Construct, config: Pipeline) -> "Source":
        """The same repository for another pipeline."""
        return type(self)(scope, config)

    def watch(self, pipeline: codepipeline.Pipeline) -> None:
        """Add what starts the pipeline on a change, where that is not a trigger of the pipeline's own."""


class ConnectionSource(Source):
    """GitHub, GitLab and Bitbucket, through a CodeConnections connection."""

    def __init__(self, scope: Construct, config: Pipeline) -> None:
        super().__init__(scope, config)
        self._connection = config.source.connection or self._make_connection()

    def shared_with(self, scope: Construct, config: Pipeline) -> Source:
        """The same connection: a person completes it once."""
        source = config.source.model_copy(update={"connection": self._connection})
        return ConnectionSource(scope, config.model_copy(update={"source": source}))

    def statements(self) -> Statements:
        return permissions.use_connection(self.config, self._connection)

    def action(self, output: codepipeline.Artifact, role: iam.IRole) -> actions.Action:
        owner, _, repository = (self.config.source.repository or "").rpartition("/")
        return actions.CodeStarConnectionsSourceAction(
            action_name=ACTION,
            variables_namespace=NAMESPACE,
            connection_arn=self._connection,
            owner=owner,
            repo=repository,
            branch=self.config.source.branch,
            trigger_on_push=False,  # DetectChanges: the trigger below takes its place
            output=output,
            role=role,
        )

    def triggers(self, action: actions.Action) -> list[codepipeline.TriggerProps]:
        target = reviewed_for(self.config)
        configuration = codepipeline.GitConfiguration(
            source_action=action,
            push_filter=None if target else [self._push()],
            pull_request_filter=[self._pull_request(target)] if target else None,
        )
        return [
            codepipeline.TriggerProps(
                provider_type=codepipeline.ProviderType.CODE_STAR_SOURCE_CONNECTION,
                git_configuration=configuration,
            )
        ]

    def _push(self) -> codepipeline.GitPushFilter:
        """CodePipeline takes tags alone, or branches with paths."""
        source = self.config.source
        if source.tags is not None:
            tags = source.tags
            return codepipeline.GitPushFilter(tags_includes=_some(tags.include), tags_excludes=_some(tags.exclude))
        paths, branch = source.paths or Filter(), started_by(self.config)
        assert branch is not None, "else pull requests start it"
        return codepipeline.GitPushFilter(
            branches_includes=[branch],
            file_paths_includes=_some(paths.include),
            file_paths_excludes=_some(paths.exclude),
        )

    def _pull_request(self, target: str) -> codepipeline.GitPullRequestFilter:
        """Of the commit that is proposed, each time that there is one; what is closed needs no build."""
        paths = self.config.source.paths or Filter()
        return codepipeline.GitPullRequestFilter(
            branches_includes=[target],
            events=[codepipeline.GitPullRequestEvent.OPEN, codepipeline.GitPullRequestEvent.UPDATED],
            file_paths_includes=_some(paths.include),
            file_paths_excludes=_some(paths.exclude),
        )

    def _make_connection(self) -> str:
        """It is born PENDING: only a person can let AWS into the repository, with one click."""
        config = self.config
        connection = codeconnections.CfnConnection(
            self,
            "Connection",
            connection_name=config.application,
            provider_type=PROVIDER_TYPES[config.source.provider],
        )
        region = config.tools.region
        CfnOutput(
            self,
            "ConnectionLink",
            description="Open this once and choose 'Update pending connection'",
            value=f"https://{region}.console.aws.amazon.com/codesuite/settings/"
            f"{config.tools.account}/{region}/codeconnections/connections",
        ).override_logical_id("ConnectionLink")
        return connection.attr_connection_arn


class CodeCommitSource(Source):
    def __init__(self, scope: Construct, config: Pipeline) -> None:
        super().__init__(scope, config)
        name = config.source.repository or ""
        self._repository = codecommit.Repository.from_repository_name(self, "Repository", name)
        self._repository_arn = names.repository_arn(config)

    def statements(self) -> Statements:
        return permissions.read_codecommit(self.config, self._repository_arn)

    def action(self, output: codepipeline.Artifact, role: iam.IRole) -> actions.Action:
        return actions.CodeCommitSourceAction(
            action_name=ACTION,
            variables_namespace=NAMESPACE,
            repository=self._repository,
            branch=self.config.source.branch,
            trigger=actions.CodeCommitTrigger.NONE,  # no polling; watch() adds the rule
            output=output,
            role=role,
        )

    def watch(self, pipeline: codepipeline.Pipeline) -> None:
        detail = {
            "event": ["referenceCreated", "referenceUpdated"],
            "referenceType": ["branch"],
            "referenceName": [self.config.source.branch],
        }
        SourceChange(
            self,
            self.config,
            pipeline,
            "aws.codecommit",
            "CodeCommit Repository State Change",
            detail,
            resources=[self._repository_arn],
        )


class S3Source(Source):
    """A zip file in an existing, versioned bucket that sends its events to EventBridge."""

    def __init__(self, scope: Construct, config: Pipeline) -> None:
        super().__init__(scope, config)
        self._bucket = s3.Bucket.from_bucket_name(self, "Bucket", config.source.bucket or "")

    def statements(self) -> Statements:
        return permissions.read_source_bucket(self.config)

    def action(self, output: codepipeline.Artifact, role: iam.IRole) -> actions.Action:
        return actions.S3SourceAction(
            action_name=ACTION,
            variables_namespace=NAMESPACE,
            bucket=self._bucket,
            bucket_key=self.config.source.key or "",
            trigger=actions.S3Trigger.NONE,  # no polling; watch() adds the rule
            output=output,
            role=role,
        )

    def watch(self, pipeline: codepipeline.Pipeline) -> None:
        source = self.config.source
        detail = {"bucket": {"name": [source.bucket]}, "object": {"key": [source.key]}}
        SourceChange(self, self.config, pipeline, "aws.s3", "Object Created", detail)


SOURCES: dict[str, type[Source]] = {
    "github": ConnectionSource,
    "gitlab": ConnectionSource,
    "bitbucket": ConnectionSource,
    "codecommit": CodeCommitSource,
    "s3": S3Source,
}


def source_for(scope: Construct, config: Pipeline) -> Source:
    return SOURCES[config.source.provider](scope, config)


def _some(globs: tuple[str, ...]) -> list[str] | None:
    return list(globs) or None
