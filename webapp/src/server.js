import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8' };

/** What a built folder holds: its version and commit, and its public files by the path they answer to. */
export function loadSite(folder) {
  const { version, commit } = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8'));
  const files = new Map();
  for (const name of readdirSync(join(folder, 'public'))) {
    const type = TYPES[name.split('.').pop()];
    // The name of a style sheet holds its hash, so it never changes; the page must always be asked for.
    const cache = name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable';
    const headers = { 'content-type': type, 'cache-control': cache, 'x-content-type-options': 'nosniff' };
    const path = name === 'index.html' ? '/' : `/${name}`;
    files.set(path, { headers, body: readFileSync(join(folder, 'public', name)) });
  }
  return { version, commit, files };
}

/** An HTTP server for a site; `log` is called with one line for each answer. */
export function createSite({ version, commit, files }, log = console.log) {
  const health = {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ status: 'ok', version, commit }),
  };
  return createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const [status, answer] = choose(request.method, pathname === '/healthz' ? health : files.get(pathname));
    response.on('finish', () => log(`${request.method} ${pathname} ${status}`));
    response.writeHead(status, answer.headers);
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
}

function choose(method, found) {
  const plain = { 'content-type': 'text/plain' };
  if (!found) return [404, { headers: plain, body: 'not found\n' }];
  if (method === 'GET' || method === 'HEAD') return [200, found];
  return [405, { headers: { ...plain, allow: 'GET, HEAD' }, body: 'method not allowed\n' }];
}
