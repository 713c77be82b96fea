"""A part of pipeline.yml: frozen, typed, complete."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """What all parts share: unknown keys are refused, nothing changes, a string below a field describes it."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)
