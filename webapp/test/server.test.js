import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../build.js';
import { createSite, loadSite } from '../src/server.js';

const dist = mkdtempSync(join(tmpdir(), 'webapp-'));
const lines = [];
let server;
let url;

before(async () => {
  build(join(import.meta.dirname, '..'), dist, 'abc123');
  server = createSite(loadSite(dist), (line) => lines.push(line));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(dist, { recursive: true });
});

test('the page answers with its heading and commit', async () => {
  const response = await fetch(url);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
  const page = await response.text();
  assert.match(page, /<h1>.+<\/h1>/);
  assert.match(page, /abc123/);
});

test('/healthz names the version and commit that run', async () => {
  const response = await fetch(`${url}/healthz`);
  const { version } = loadSite(dist);
  assert.deepEqual(await response.json(), { status: 'ok', version, commit: 'abc123' });
  assert.equal(response.headers.get('cache-control'), 'no-store');
});

test('the style sheet that the page links to exists and may be cached for ever', async () => {
  const [, path] = (await (await fetch(url)).text()).match(/href="([^"]+\.css)"/);
  const response = await fetch(url + path);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('cache-control'), /immutable/);
});

test('what is not there is a 404, and only reading is allowed', async () => {
  assert.equal((await fetch(`${url}/../build.json`)).status, 404);
  const response = await fetch(url, { method: 'POST' });
  assert.equal(response.status, 405);
  assert.equal(response.headers.get('allow'), 'GET, HEAD');
});

test('each answer is one line in the log', async () => {
  lines.length = 0;
  await (await fetch(`${url}/missing?secret=1`)).text();
  assert.deepEqual(lines, ['GET /missing 404']);
});

test('SIGTERM ends the service with success', async () => {
  const child = spawn(process.execPath, [join(dist, 'main.js')], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]); // it may not start at all
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});
