#!/usr/bin/env bash
# ApplicationStop. It runs from the revision that is being replaced, even one that never started; if it failed,
# it would block every later deployment. So it succeeds whenever, in the end, nothing runs.
set -euo pipefail

if systemctl is-active --quiet webapp.service; then
  systemctl stop webapp.service
fi
