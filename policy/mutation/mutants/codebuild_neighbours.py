"""What one build leaves for the other."""

from policy.mutation.mutant import Mutant, drop, properties, put
from policy.templates.assembly import Assembly

BUILD, SYNTHESIZE = ("Pipeline", "Projects/build/Resource"), ("Pipeline", "Projects/synthesize/Resource")
LOGS = "LogsConfig.CloudWatchLogs.GroupName"
CACHE = {"Type": "S3", "Location": {"Fn::Join": ["/", [{"Ref": "ArtifactsBucket88671897"}, "webapp/cache"]]}}


def _one_cache(assembly: Assembly) -> None:
    for project in (BUILD, SYNTHESIZE):
        put(*project, "Cache", CACHE)(assembly)


def _one_log(assembly: Assembly) -> None:
    group = properties(assembly, *SYNTHESIZE)["LogsConfig"]["CloudWatchLogs"]["GroupName"]
    properties(assembly, *BUILD)["LogsConfig"]["CloudWatchLogs"]["GroupName"] = group


MUTANTS = (
    Mutant("synthesis: the cache that the build writes", _one_cache),
    Mutant("build: in the log of the synthesis", _one_log),
    Mutant("synthesis: what the application's build does", put(*SYNTHESIZE, "Source.BuildSpec", "buildspec.yml")),
    Mutant("synthesis: what the application's build does, by default", drop(*SYNTHESIZE, "Source.BuildSpec")),
)
