"""What makes a release fail: changes of the application, and alarms that are raised while a new version serves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.releases.client import Client

Changes = Mapping[str, tuple[str, str]]  # in each file, one text by another
Moment = Callable[[Client, str], bool]  # of the client and the new version's commit

PAGE = "webapp/src/page.html"
CHOOSE = "    const [status, answer] = choose("
# A build's own tests would find it.
SERVES = "!process.env.NODE_TEST_CONTEXT"
BASH = "set -euo pipefail\n"
LAST_HOOK = "  ValidateService:\n    - location: scripts/validate.sh\n      timeout: 90\n"


@dataclass(frozen=True)
class Rollback:
    """`alarm`: when an alarm is raised, for those which it is that end the release."""

    cause: str
    changes: Changes
    alarm: Moment | None = None


def _health_fails(when: str, noting: str = "") -> Changes:
    line = f"    if (pathname === '/healthz' && {SERVES} && {when}) return response.writeHead(503).end();\n"
    return {"webapp/src/server.js": (CHOOSE, f"{line}{noting}{CHOOSE}")}


def some(client: Client, commit: str) -> bool:
    return client.commits[commit] > 0


def nothing(client: Client, commit: str) -> bool:
    return client.got_only("")


UNHEALTHY = Rollback("unhealthy", _health_fails("true"))
UNHEALTHY_TO_THE_BALANCER = Rollback(
    "unhealthy to the load balancer",
    _health_fails("/^ELB-HealthChecker/.test(request.headers['user-agent'])"),
)
NEVER_STARTS = Rollback(
    "does not start",
    {"webapp/src/main.js": ("const site", "if (process.env.PORT !== '0') throw new Error('not fit');\nconst site")},
)
HOOK_BEFORE = Rollback("hook before the traffic", {"scripts/validate.sh": (BASH, f"{BASH}exit 1\n")})
# A host is back behind the load balancer when its last hook looks once more, after two seconds, and does not like it.
HOOK_AFTER = Rollback(
    "hook after the traffic",
    {
        "appspec.yml": (LAST_HOOK, LAST_HOOK + LAST_HOOK.replace("ValidateService", "AfterAllowTraffic")),
        "scripts/validate.sh": (BASH, f"{BASH}[ $LIFECYCLE_EVENT = ValidateService ] || {{ sleep 2; exit 1; }}\n"),
    },
)
# Healthy until one of its processes, whichever, has answered somebody: the hook after the traffic is the first to
# notice. They know of each other by a file beside the folders into which each has unpacked its code.
FILES, SERVED = "process.getBuiltinModule('node:fs')", "`${import.meta.dirname}/../../../../served-${commit}`"
WORN_BY_TRAFFIC = Rollback(
    "hook after the traffic",
    _health_fails(
        f"{FILES}.existsSync({SERVED})",
        f"    if (pathname === '/' && {SERVES}) {FILES}.writeFileSync({SERVED}, '');\n",
    ),
)
_HARMFUL = {PAGE: ("</h1>", ", and does harm</h1>")}
ALARM_AMID = Rollback("alarm amid the shift", _HARMFUL, some)
ALARM_AFTER = Rollback("alarm once all had moved", _HARMFUL, Client.got_only)
# A single host is released to in a second, before an alarm is seen: its validation takes its time.
ALARM_IN_THE_GAP = Rollback(
    "alarm while nothing serves", {"scripts/validate.sh": (BASH, f"{BASH}sleep 5\n"), **_HARMFUL}, nothing
)
