// src/ -> dist/: the page with its version, commit and hashed style sheet, and the server that shows it.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Builds the application that lies in `root` into `dist`; returns its version and commit. */
export function build(root, dist, commit) {
  const source = (name) => readFileSync(join(root, 'src', name), 'utf8');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const style = `style.${createHash('sha256').update(source('style.css')).digest('hex').slice(0, 12)}.css`;
  const values = { version, commit, style };

  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'public'), { recursive: true });
  writeFileSync(join(dist, 'public', style), source('style.css'));
  writeFileSync(join(dist, 'public', 'index.html'), fill(source('page.html'), values));
  writeFileSync(join(dist, 'build.json'), `${JSON.stringify({ version, commit })}\n`);
  for (const name of ['lambda.js', 'main.js', 'server.js']) cpSync(join(root, 'src', name), join(dist, name));
  cpSync(join(root, 'package.json'), join(dist, 'package.json'));
  return { version, commit };
}

function fill(page, values) {
  return page.replace(/\{\{(\w+)\}\}/g, (mark, name) => {
    if (!(name in values)) throw new Error(`page.html: ${mark} is not one of ${Object.keys(values)}`);
    return values[name].replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  });
}

if (import.meta.main) {
  const root = import.meta.dirname;
  // CodeBuild says which commit it builds; on a developer's machine there is none to vouch for.
  const { version, commit } = build(root, join(root, 'dist'), process.env.CODEBUILD_RESOLVED_SOURCE_VERSION || 'local');
  console.log(`built webapp ${version} (${commit})`);
}
