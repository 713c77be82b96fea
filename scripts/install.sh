#!/usr/bin/env bash
# AfterInstall: make systemd know the unit that this revision brought, and start it at every boot.
set -euo pipefail

if ! command -v node >/dev/null; then
  echo "node is not installed: the instance's user data installs it" >&2
  exit 1
fi
systemctl daemon-reload
systemctl enable webapp.service
