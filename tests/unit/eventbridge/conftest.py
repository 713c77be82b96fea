from tests.unit.server.conftest import local_aws

__all__ = ["local_aws"]
