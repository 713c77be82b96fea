"""What the stage Build made, from which a release takes what its target needs."""

from dataclasses import dataclass

from aws_cdk import aws_codepipeline as codepipeline


@dataclass(frozen=True)
class Made:
    built: codepipeline.Artifact
    synthesized: codepipeline.Artifact
