import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Api } from './api.js';
import { say } from './console.js';
import { DemoServer } from './server.js';
import { login } from './steps/1-login.js';
import { importTools } from './steps/2-import.js';
import { createAgents } from './steps/3-agents.js';
import { search } from './steps/4-search.js';
import { vend } from './steps/5-vend.js';
import { validate } from './steps/6-validate.js';
import { invoke } from './steps/7-invoke.js';
import { revoke } from './steps/8-revoke.js';
import { account } from './steps/9-account.js';
import type { Step, Story } from './story.js';
import { Warehouse } from './warehouse.service.js';

const STEPS: readonly Step[] = [login, importTools, createAgents, search, vend, validate, invoke, revoke, account];

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    'admin-username': { type: 'string', default: 'admin' },
    'admin-password': { type: 'string' },
    'service-port': { type: 'string', default: '0' },
  },
});

const warehouseKey = randomBytes(24).toString('base64url');
const warehouse = await Warehouse.start(warehouseKey, Number(values['service-port']));
const server = values.url ? undefined : await DemoServer.start(`127.0.0.1/32:${warehouse.port}`);
const story = {
  anonymous: new Api(values.url ?? server?.url ?? ''),
  adminUsername: values['admin-username'],
  adminPassword: values['admin-password'] ?? server?.adminPassword ?? '',
  warehouse,
  warehouseKey,
  suffix: randomBytes(3).toString('hex'),
  startedAt: new Date().toISOString(),
} as Story;

try {
  for (const step of STEPS) await step(story);
  say('\nThe whole story ran.');
} catch (error) {
  say(`   ✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  warehouse.stop();
  await server?.stop();
}
