#!/usr/bin/env bash
# ValidateService: the commit that answers must be the one in this bundle. Polls, as a start takes its time.
set -euo pipefail

bundle=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -r "${INSTANCE_ROOT:-}/etc/environment" ]; then
  set -a
  . "${INSTANCE_ROOT:-}/etc/environment" # HOST and PORT, where the service does not use its defaults
  set +a
fi

node --input-type=module - "$bundle/webapp/dist/build.json" <<'JAVASCRIPT'
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const { commit } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const url = `http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT || 8080}/healthz`;
const deadline = Date.now() + 60_000;
let found = 'nothing';
while (Date.now() < deadline) {
  try {
    const health = await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).json();
    if (health.commit === commit) {
      console.log(`${url} answers with commit ${commit}`);
      process.exit(0);
    }
    found = `commit ${health.commit}`;
  } catch (error) {
    found = error.cause?.code ?? error.message;
  }
  await sleep(100);
}
console.error(`${url} should answer with commit ${commit}, found: ${found}`);
process.exit(1);
JAVASCRIPT
