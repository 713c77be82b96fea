// The same server for a load balancer's events: it listens on loopback, and each event becomes a request to it.
import { request } from 'node:http';
import { once } from 'node:events';
import { createSite, loadSite } from './server.js';

const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding']);
const server = createSite(loadSite(import.meta.dirname));
server.listen(0, '127.0.0.1');
server.unref();
await once(server, 'listening');

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
export async function handler(event) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(event.queryStringParameters ?? {})) {
    query.append(decodeURIComponent(name), decodeURIComponent(value));
  }
  const path = query.size ? `${event.path}?${query}` : event.path;
  const { port } = server.address();
  // A connection of its own: one that is kept would be dead after Lambda has frozen the process.
  const options = { host: '127.0.0.1', port, method: event.httpMethod, path, headers: event.headers, agent: false };
  const sent = request(options);
  sent.end(Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'));
  const [response] = await once(sent, 'response');
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  const headers = Object.entries(response.headers).filter(([name]) => !OF_CONNECTION.has(name));
  return {
    statusCode: response.statusCode,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString('base64'),
    isBase64Encoded: true,
  };
}
