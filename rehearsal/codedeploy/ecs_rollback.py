"""Runs the rollback of an ECS deployment: every request returns to the original at once, and then the replacement ends.

A deployment of its own, as AWS documents it, which ends soon, as users report.
https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
https://github.com/kayac/ecspresso/pull/679
"""

from rehearsal.codedeploy import store
from rehearsal.codedeploy.ecs_revision import parse
from rehearsal.codedeploy.ecs_routes import Routes
from rehearsal.codedeploy.ecs_runner import EcsRunner, Left
from rehearsal.codedeploy.ecs_shift import Shift
from rehearsal.codedeploy.store import DeploymentRecord, Shape


class EcsRollback(EcsRunner):
    def _begin(self) -> Shift:
        """Whatever the alarms say: what they say is why."""
        failed = store.deployment(self._record.info["rollbackInfo"]["rollbackTriggeringDeploymentId"])
        left: Left = failed.left
        [pair] = self._group.info["loadBalancerInfo"]["targetGroupPairInfoList"]
        self._routes = Routes(self._role.client("elbv2"), pair, left.tests)
        self._original, self._replacement = left.original, left.replacement
        return Shift(left.undo)


def former(failed: DeploymentRecord) -> Shape:
    """The revision that a rollback brings: of the original task set, whoever made it."""
    left: Left = failed.left
    return parse(failed.info["revision"]).of(left.original["taskDefinition"])
