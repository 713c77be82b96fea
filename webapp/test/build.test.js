import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from '../build.js';

const ROOT = join(import.meta.dirname, '..');

function folder(context) {
  const path = mkdtempSync(join(tmpdir(), 'webapp-'));
  context.after(() => rmSync(path, { recursive: true }));
  return path;
}

test('the page shows version and commit, and no mark is left unfilled', (context) => {
  const dist = folder(context);
  const { version } = build(ROOT, dist, 'abc123');
  const page = readFileSync(join(dist, 'public/index.html'), 'utf8');
  assert.match(page, /<code>abc123<\/code>/);
  assert.ok(page.includes(`<b>${version}</b>`));
  assert.ok(!page.includes('{{'));
});

test('a style sheet that changes gets another name, and the page follows', (context) => {
  const [root, dist] = [folder(context), folder(context)];
  cpSync(join(ROOT, 'src'), join(root, 'src'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  const styles = () => {
    build(root, dist, 'c');
    return readdirSync(join(dist, 'public')).filter((name) => name.endsWith('.css'));
  };
  const [before] = styles();
  writeFileSync(join(root, 'src/style.css'), 'body { color: teal }\n');
  const after = styles();
  assert.equal(after.length, 1);
  assert.notEqual(after[0], before);
  assert.ok(readFileSync(join(dist, 'public/index.html'), 'utf8').includes(after[0]));
});

test('an unknown mark in the page stops the build', (context) => {
  const root = folder(context);
  cpSync(join(ROOT, 'src'), join(root, 'src'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  writeFileSync(join(root, 'src/page.html'), '<h1>{{versoin}}</h1>');
  assert.throws(() => build(root, join(root, 'dist'), 'c'), /\{\{versoin\}\}/);
});
