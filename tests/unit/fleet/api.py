"""The API of Auto Scaling, as the fleet has changed it."""

import asyncio
from urllib.parse import urlencode

from ministack.core.responses import request_scope
from ministack.services import autoscaling

from tests.unit.fleet.setting import GROUP, SCOPE


class Api:
    def call(self, action: str, **params: str) -> str:
        """The answer's XML, to a request about the group."""
        return self._asked(action, params, 200)

    def refused(self, action: str, **params: str) -> str:
        """The error's XML."""
        return self._asked(action, params, 400)

    def _asked(self, action: str, params: dict[str, str], status: int) -> str:
        body = urlencode({"Action": action, "AutoScalingGroupName": GROUP[2], **params}).encode()
        with request_scope(*SCOPE):
            code, _, answer = asyncio.run(autoscaling.handle_request("POST", "/", {}, body, {}))
        assert code == status, answer
        return str(answer.decode())
