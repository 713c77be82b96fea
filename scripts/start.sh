#!/usr/bin/env bash
# ApplicationStart. A restart, as the former revision may still run if its ApplicationStop was skipped.
set -euo pipefail

systemctl restart webapp.service
