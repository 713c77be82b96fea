import { createSite, loadSite } from './server.js';

const SHUTDOWN_MS = 10_000;
const host = process.env.HOST || '0.0.0.0';
const port = Number(process.env.PORT || 8080);

const site = loadSite(import.meta.dirname);
const server = createSite(site);
server.listen(port, host, () => {
  console.log(`webapp ${site.version} (${site.commit}) on http://${host}:${server.address().port}`);
});

// Requests under way are answered; connections that merely wait are closed.
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    console.log(`${signal}: closing`);
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
  });
}
