"""The policies of roles, by the construct that holds each."""

TOOLS, LIVE = "Pipeline", "production"
BUILD, SOURCE, PIPELINE = (f"Roles/{duty}/Policy/Resource" for duty in ("build", "source", "pipeline"))
START, UPDATE = (f"Roles/{duty}/Policy/Resource" for duty in ("start-build", "update-pipeline"))
TELL = "Notifications/tell/Policy/Resource"
INSTANCE, RELEASE = "Ec2/Instances/InstanceRole/Policy/Resource", "Ec2/Release/ReleaseRole/Policy/Resource"
SERVICE, FLOW_LOGS = "Ec2/Release/ServiceRole/Policy/Resource", "Network/FlowLogs/Policy/Resource"
