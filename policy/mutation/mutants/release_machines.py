"""State machines that release other than they should."""

from functools import partial

from policy.mutation.mutant import Mutant
from policy.mutation.mutants._definitions import says

LINEAR = "shop-linear"
BEFORE, AFTER = (
    f'{{"{event}AllowTraffic":"{LINEAR}-verify-{what}"}}' for event, what in (("Before", "version"), ("After", "alias"))
)
_of_functions = partial(says, "linear", "Lambda/Release/Machine/Machine/Resource")
_of_fleets = partial(says, "production", "Ec2/Machine/Machine/Resource")
GROUP = '"DeploymentGroupName":"shop-linear"'
HEALTHY = "$count($states.input.TargetHealthDescriptions[TargetHealth.State = 'healthy']) = $count($instances)"
NEW = " and $not($next in $filter($released, function($one, $i) { $i >= $at }))"  # follows what is known to work
BY_HAND = " and $next != ' '"
STATUS = "$states.input.DeploymentInfo.Status"

OF_FUNCTIONS = {
    "no hooks": (f"[{BEFORE},{AFTER}]", "[]"),
    "no hook before traffic": (f"{BEFORE},", ""),
    "no hook after traffic": (f",{AFTER}", ""),
    "a hook of nobody": ("shop-linear-verify-alias", "shop-linear-anything"),
    "one hook twice": ("shop-linear-verify-alias", "shop-linear-verify-version"),
    "goes to a version that somebody chose": ('"TargetVersion.$":"$.PublishVersion.Version"', '"TargetVersion":"1"'),
    "a failed deployment counts as a release": ('"Failed","Next":"TrafficReturns"', '"Failed","Next":"Released"'),
    "a stopped deployment counts as a release": ('"Stopped","Next":"TrafficReturns"', '"Stopped","Next":"Released"'),
    "a stopped deployment is waited for": ('"Stopped","Next":"TrafficReturns"', '"Ready","Next":"TrafficReturns"'),
    "nobody waits for the deployment": (
        '"Next":"WaitForTraffic"},"WaitForTraffic"',
        '"Next":"Released"},"WaitForTraffic"',
    ),
    "alarms are overridden for whatever comes": ('"Default":"ShiftTraffic"', '"Default":"ReturnTraffic"'),
    "what was taken back is known to work": (NEW, ""),
    "whatever failed was released": ('"StatusFilter":"SUCCEEDED"', '"StatusFilter":"FAILED"'),
    "whatever is not said is success": ('"Default":"WaitForTraffic"', '"Default":"Released"'),
    "nothing is deployed": ('"StartAt":"ChangeCode"', '"StartAt":"Released"'),
    "a version alone is a release": ('"Default":"Find former releases"', '"Default":"Released"'),
    "alarms are overridden": (GROUP, f'{GROUP},"OverrideAlarmConfiguration":{{"Enabled":false}}'),
    "all at once": (GROUP, f'{GROUP},"DeploymentConfigName":"CodeDeployDefault.LambdaAllAtOnce"'),
    "no rollback": (GROUP, f'{GROUP},"AutoRollbackConfiguration":{{"Enabled":false}}'),
    "code of another bucket": ('"S3Bucket.$":"$.Bucket"', '"S3Bucket":"somebodys"'),
    "code of another key": ('"S3Key.$":"$.Key"', '"S3Key":"old.zip"'),
    "whatever code is there": ('"CodeSha256.$":"$.ChangeCode.CodeSha256",', ""),
}
OF_FLEETS = {
    "a failed deployment goes on": (f"{STATUS} in ['Failed', 'Stopped']", "false"),
    "every end of a deployment is success": (f"{STATUS} = 'Succeeded' %", f"{STATUS} != 'InProgress' %"),
    "nobody waits for the deployment": ('"Next":"Revision is deployed"', '"Next":"Attach the new fleet"'),
    "a release deploys nothing": ('"Default":"Empty the fleet"', '"Default":"Attach the new fleet"'),
    "everything is a return": ("$states.input.Return = true", "true"),
    "everything was released before": ("(Key & ' ' & Commit) in $released", "true"),
    "everything is known to work": ("$at > 0", "true or $at > 0"),
    "what was taken back is known to work": (NEW, ""),
    "what was taken back by hand is known to work": (BY_HAND, ""),
    "another machine's releases count": ("{% [$states.result.Executions.ExecutionArn] %}", "{% [$given.Executions] %}"),
    "a release that failed counts": ('"StatusFilter":"SUCCEEDED"', '"StatusFilter":"FAILED"'),
    "alarms are overridden for whatever comes": ('"Default":"Deploy"', '"Default":"Deploy whatever alarms say"'),
    "the former revision counts as the new one": (
        " and $states.context.Execution.Input.(Key & ' ' & Commit) in $released %",
        " %",
    ),
    "another bucket's revision": ("{% $given.Bucket %}", "somebodys"),
    "no alarm is asked": ('"Items":[', '"Items":[],"Rest":['),
    "an alarm is quiet whatever it says": ("StateValue != 'ALARM'", "StateValue != ''"),
    "an alarm does not give the requests back": ("false in $states.input", "false"),
    "alarms are asked once": ("$tries >= 20 %", "$tries >= 0 %"),
    "alarms are not asked": ('"Default":"Alarms are quiet"', '"Default":"Let the old fleet end"'),
    "health of the new fleet is not awaited": (HEALTHY, "true"),
    "one healthy instance is enough": (HEALTHY, HEALTHY.replace("= $count($instances)", "> 0")),
    "the old fleet goes first": ('"Next":"New fleet is healthy"', '"Next":"Detach the old fleet"'),
    "a return detaches first": ('"Next":"Find the kept instances"', '"Next":"Detach the old fleet"'),
    "runs beside another": ("$count($states.input.Executions) > 1", "false"),
    "looks for another machine's executions": ("stateMachine:twin-production-release", "stateMachine:another"),
    "does not look for others": ('"Next":"Find other releases"', '"Next":"Find the serving fleet"'),
    "hosts stop for nothing": ('"Revision":{', '"IgnoreApplicationStopFailures":true,"Revision":{'),
}

MUTANTS = (
    *(
        Mutant(f"machine of functions: {name}", _of_functions(*texts), of="lambda")
        for name, texts in OF_FUNCTIONS.items()
    ),
    *(Mutant(f"machine of fleets: {name}", _of_fleets(*texts), of="blue-green") for name, texts in OF_FLEETS.items()),
)
