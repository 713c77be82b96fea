"""Forward actions with weights, which MiniStack's API neither takes nor shows (its CloudFormation does).

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ForwardActionConfig.html
"""

from typing import Any

from ministack.services import alb

Shape = dict[str, Any]


def install() -> None:
    parse, shown = alb._parse_actions, alb._action_xml

    def parse_actions(params: Shape, prefix: str = "DefaultActions") -> list[Shape]:
        actions: list[Shape] = parse(params, prefix)
        for number, action in enumerate(actions, start=1):
            groups = _target_groups(params, f"{prefix}.member.{number}.ForwardConfig.TargetGroups")
            if groups:
                action["ForwardConfig"] = {"TargetGroups": groups}
        return actions

    def action_xml(action: Shape) -> str:
        groups = (action.get("ForwardConfig") or {}).get("TargetGroups") or []
        members = "".join(map(_group_xml, groups))
        config = f"<ForwardConfig><TargetGroups>{members}</TargetGroups></ForwardConfig>" if groups else ""
        return str(shown(action)).replace("</member>", f"{config}</member>")

    alb._parse_actions, alb._action_xml = parse_actions, action_xml


def _target_groups(params: Shape, prefix: str) -> list[Shape]:
    found: list[Shape] = []
    while arn := alb._p(params, f"{prefix}.member.{len(found) + 1}.TargetGroupArn"):
        weight = alb._p(params, f"{prefix}.member.{len(found) + 1}.Weight")
        found.append({"TargetGroupArn": arn, "Weight": int(weight or 1)})
    return found


def _group_xml(group: Shape) -> str:
    arn, weight = group["TargetGroupArn"], group.get("Weight", 1)
    return f"<member><TargetGroupArn>{arn}</TargetGroupArn><Weight>{weight}</Weight></member>"
