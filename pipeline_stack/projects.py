"""The two CodeBuild projects. They run side by side and share nothing: the code of a package that the
application's build pulls in can never touch the templates that will be deployed."""

from aws_cdk import Duration
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names
from config.branches import reviewed_for
from config.model import Pipeline
from pipeline_stack.operations import BuildRecords
from pipeline_stack.roles import Roles

SYNTHESIZE_IMAGE = "aws/codebuild/standard:8.0"  # Python 3.13 and Node 24
SYNTHESIZE_TIMEOUT = Duration.minutes(20)
COMPUTE = {
    "small": codebuild.ComputeType.SMALL,
    "medium": codebuild.ComputeType.MEDIUM,
    "large": codebuild.ComputeType.LARGE,
    "xlarge": codebuild.ComputeType.X_LARGE,
}


class Projects(Construct):
    def __init__(
        self, scope: Construct, config: Pipeline, roles: Roles, artifacts: s3.IBucket, records: BuildRecords
    ) -> None:
        super().__init__(scope, "Projects")
        self._config = config
        self._artifacts = artifacts
        self._records = records
        self.build = self._build(roles.build)
        self.synthesize = self._synthesize(roles.synthesize)

    def _build(self, role: iam.IRole) -> codebuild.PipelineProject:
        build = self._config.build
        return self._project(
            names.BUILD,
            role,
            buildspec="buildspec.yml",
            image=build.image,
            compute=COMPUTE[build.compute],
            timeout=Duration.minutes(build.timeout_minutes),
            cache=self._cache(build.cache),
        )

    def _synthesize(self, role: iam.IRole) -> codebuild.PipelineProject:
        return self._project(
            names.SYNTHESIZE,
            role,
            buildspec="buildspec.synth.yml",
            image=SYNTHESIZE_IMAGE,
            compute=codebuild.ComputeType.SMALL,
            timeout=SYNTHESIZE_TIMEOUT,
            cache=self._cache("local"),
        )

    def _project(
        self,
        duty: str,
        role: iam.IRole,
        buildspec: str,
        image: str,
        compute: codebuild.ComputeType,
        timeout: Duration,
        cache: codebuild.Cache,
    ) -> codebuild.PipelineProject:
        logging = codebuild.CloudWatchLoggingOptions(log_group=self._records.logs[duty])
        environment = codebuild.BuildEnvironment(
            build_image=codebuild.LinuxBuildImage.from_code_build_image_id(image), compute_type=compute
        )
        return codebuild.PipelineProject(
            self,
            duty,
            project_name=names.project_name(self._config, duty),
            role=role,
            build_spec=codebuild.BuildSpec.from_source_filename(buildspec),
            environment=environment,
            timeout=timeout,
            cache=cache,
            encryption_key=self._artifacts.encryption_key,
            grant_report_group_permissions=False,
            logging=codebuild.LoggingOptions(cloud_watch=logging),
        )

    def _cache(self, wanted: str) -> codebuild.Cache:
        """Local: what the buildspec's `cache` names, kept on the build host. (CodeBuild's local source cache
        is for Git sources; a pipeline's source is a zip file.) A pull request leaves nothing for the next build."""
        match "none" if reviewed_for(self._config) else wanted:
            case "local":
                return codebuild.Cache.local(codebuild.LocalCacheMode.CUSTOM)
            case "s3":
                return codebuild.Cache.bucket(self._artifacts, prefix=names.build_cache_prefix(self._config))
        return codebuild.Cache.none()
