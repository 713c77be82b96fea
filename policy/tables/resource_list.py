"""What a template makes, what stays when it goes, and what a replacement would lose."""

from policy.templates.template import Template, columns, resources

HEADER = ("type", "logical id", "when removed", "when replaced", "replacement loses")

# Types whose content is nowhere else; a replacement without Retain or Snapshot destroys it.
HOLDS = {
    "AWS::CodeBuild::ReportGroup": "test reports",
    "AWS::DynamoDB::Table": "items",
    "AWS::ECR::Repository": "images",
    "AWS::KMS::Key": "all that it encrypts",
    "AWS::Logs::LogGroup": "logs",
    "AWS::RDS::DBInstance": "the database",
    "AWS::S3::Bucket": "objects",
    "AWS::SQS::Queue": "messages",
}
KEPT = ("Retain", "Snapshot")


def table(template: Template) -> str:
    rows = [
        (
            resource["Type"],
            logical_id,
            resource.get("DeletionPolicy", "Delete"),
            replaced := resource.get("UpdateReplacePolicy", "Delete"),
            "-" if replaced in KEPT else HOLDS.get(resource["Type"], "-"),
        )
        for logical_id, resource in resources(template)
    ]
    return columns([HEADER, *sorted(rows)])
