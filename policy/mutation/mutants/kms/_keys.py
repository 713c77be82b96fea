"""The keys of the stacks."""

TOOLS, LIVE = "Pipeline", "production"
ARTIFACTS, OPERATIONS = (TOOLS, "Artifacts/Key/Resource"), (TOOLS, "Operations/Key/Resource")
LOGS = (LIVE, "Operations/Key/Resource")
POLICY = "KeyPolicy"
ROOT, FOREIGN = {"AWS": "arn:aws:iam::111111111111:root"}, {"AWS": "arn:aws:iam::999999999999:root"}
