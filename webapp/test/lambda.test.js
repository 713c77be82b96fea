import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../build.js';

const dist = mkdtempSync(join(tmpdir(), 'webapp-'));
let handler;

before(async () => {
  build(join(import.meta.dirname, '..'), dist, 'abc123');
  ({ handler } = await import(join(dist, 'lambda.js')));
});

after(() => rmSync(dist, { recursive: true }));

const event = (path, more = {}) => ({ requestContext: { elb: {} }, httpMethod: 'GET', path, headers: { host: 'example.com' }, ...more });
const body = (answer) => Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8').toString();

test("a load balancer's event gets the server's answer", async () => {
  const answer = await handler(event('/healthz'));
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['content-type'], 'application/json');
  assert.equal(JSON.parse(body(answer)).commit, 'abc123');
  assert.equal(answer.headers.connection, undefined);
});

test('the page, what is not there, and what is not allowed', async () => {
  assert.match(body(await handler(event('/', { queryStringParameters: { q: 'a%20b' } }))), /<h1>.+<\/h1>/);
  assert.equal((await handler(event('/missing'))).statusCode, 404);
  const posted = await handler(event('/', { httpMethod: 'POST', body: 'eA==', isBase64Encoded: true }));
  assert.equal(posted.statusCode, 405);
});

test('a HEAD request has no body', async () => {
  const answer = await handler(event('/', { httpMethod: 'HEAD' }));
  assert.deepEqual([answer.statusCode, answer.body], [200, '']);
});
