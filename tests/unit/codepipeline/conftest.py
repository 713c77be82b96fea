"""The server of the tests that need one: as `make rehearse` starts it."""

from tests.unit.server.conftest import local_aws as local_aws
