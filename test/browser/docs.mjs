/**
 * Looks at /docs as a person does: the groups shown, Authorize, "Try it out", the life of a credential, the console, and whom the page asks.
 *
 * Starts the built registry on a database of its own, or takes `--url` of a running one (`ADMIN_USERNAME`, `ADMIN_PASSWORD`).
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { credentialStory } from './credential-story.mjs';

const CHROMIUM = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

async function startRegistry() {
  const { createRegistry } = await import('../../dist/src/bootstrap.js');
  const folder = await mkdtemp(join(tmpdir(), 'registry-browser-'));
  const password = 'a browser looks at the documentation';
  const app = await createRegistry({ variables: { DATA_DIR: folder, LOG_LEVEL: 'silent', ADMIN_PASSWORD: password } });
  await app.listen(0, '127.0.0.1');
  const close = async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: await app.getUrl(), username: 'admin', password, close };
}

function runningRegistry(url) {
  const { ADMIN_USERNAME: username = 'admin', ADMIN_PASSWORD: password } = process.env;
  return { url: url.replace(/\/$/, ''), username, password, close: async () => undefined };
}

async function accessToken({ url, username, password }) {
  const reply = await fetch(`${url}/api/v1/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'password', credentials: { username, password } }),
  });
  assert.equal(reply.status, 200, 'the administrator logs in');
  return (await reply.json()).accessToken;
}

function watch(page, origin) {
  const seen = { errors: [], foreign: [] };
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== origin) seen.foreign.push(request.url());
  });
  return seen;
}

async function authorize(page, token) {
  await page.click('.auth-wrapper .btn.authorize');
  await page.fill('.auth-container input', token);
  await page.click('.auth-btn-wrapper .btn.authorize');
  await page.click('.auth-btn-wrapper .btn-done');
}

async function tryOut(page, tag, operationId) {
  await page.click(`.opblock-tag[data-tag="${tag}"]`);
  const operation = page.locator(`#operations-${tag}-${operationId}`);
  await operation.locator('.opblock-summary').click();
  await operation.locator('.btn.execute').click();
  return operation.locator('.live-responses-table .response .response-col_status').first().innerText();
}

const { values } = parseArgs({ options: { url: { type: 'string' } } });
const registry = values.url ? runningRegistry(values.url) : await startRegistry();
const browser = await chromium.launch(CHROMIUM);
try {
  const page = await browser.newPage();
  const seen = watch(page, new URL(registry.url).origin);
  await page.goto(`${registry.url}/docs`);
  await page.waitForSelector('.opblock-tag');

  const document = await (await fetch(`${registry.url}/docs/openapi.json`)).json();
  const shown = await page.$$eval('.opblock-tag', (tags) => tags.map((it) => it.getAttribute('data-tag')));
  assert.deepEqual(
    shown,
    document.tags.map((it) => it.name),
  );
  console.log(`ok: ${shown.length} tags, those of openapi.json`);

  const token = await accessToken(registry);
  await authorize(page, token);
  assert.match(await tryOut(page, 'Authentication', 'getCurrentAgent'), /^200/);
  console.log('ok: Authorize, and Try it out answers 200');

  await credentialStory(page, registry, token);
  console.log('ok: a credential is vended as proposed, validated and revoked');

  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.foreign, []);
  console.log('ok: no console error, no request to another origin');
} finally {
  await browser.close();
  await registry.close();
}
