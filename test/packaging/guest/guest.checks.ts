import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import {
  describePolicyType,
  describeToolType,
  startTestRegistry,
  type TestRegistry,
} from 'genai-tool-registry/testing';
import { createVerifier, refusalReply } from 'genai-tool-registry/verifier';
import { CredentialGuard, CredentialModule } from 'genai-tool-registry/verifier/nest';
import { GuestModule, TaggedPolicy, WordCountToolType } from './guest.module.js';

/** The suites look for the globals of a test runner; Node's own has none. */
Object.assign(globalThis, { describe, it });

void describe('the policy kind passes its contract', () => {
  describePolicyType(new TaggedPolicy(), { settings: [{ tag: 'reviewed' }], refused: [{}, { tag: 'NOT LOWER' }] });
});

void describe('the tool type passes its contract', () => {
  const http = () => Promise.resolve(new Response('one two two'));
  describeToolType(new WordCountToolType(), {
    call: { settings: { distinct: true }, input: {}, http },
    refusedSettings: [{}],
  });
});

void describe('a registry with the guest', () => {
  const texts = createServer((_, reply) => reply.end('one two two'));
  let registry: TestRegistry;
  let token = '';

  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const reply = await fetch(registry.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: reply.status, body: JSON.parse((await reply.text()) || 'null') };
  };

  before(async () => {
    texts.listen(0, '127.0.0.1');
    await once(texts, 'listening');
    const variables = { OUTBOUND_TOOL_EXCEPTIONS: `127.0.0.1/32:${(texts.address() as AddressInfo).port}` };
    registry = await startTestRegistry({ extensions: [GuestModule], variables });
    const credentials = { username: 'admin', password: 'correct-horse-battery' };
    token = (await call('POST', '/api/v1/auth/token', { method: 'password', credentials })).body.accessToken;
  });

  after(async () => {
    await registry.close();
    texts.close();
  });

  void it('shows its settings and its endpoint in OpenAPI', async () => {
    const { body } = await call('GET', '/docs/openapi.json');
    for (const name of ['TaggedSettings', 'WordCountSettings', 'ToolBadge'])
      assert.ok(body.components.schemas[name], name);
    assert.equal(body.paths['/api/v1/tools/{id}/badge'].get.operationId, 'getToolBadge');
  });

  void it('executes its tool type, serves its endpoint and obeys its policy', async () => {
    const { port } = texts.address() as AddressInfo;
    const tool = {
      name: 'count',
      description: 'Counts words.',
      type: 'word_count',
      endpoint: `http://127.0.0.1:${port}/`,
    };
    const { body: made } = await call('POST', '/api/v1/tools', {
      ...tool,
      authRequired: false,
      settings: { distinct: true },
    });
    const badge = await call('GET', `/api/v1/tools/${made.id}/badge`);
    assert.deepEqual(badge.body, { label: `count@${made.version}` });
    const counted = await call('POST', `/api/v1/tools/${made.id}/invocations`, { input: {} });
    assert.deepEqual([counted.status, counted.body.output], [200, { words: 2 }]);
    const policy = {
      name: 'reviewed only',
      kind: 'tagged',
      settings: { tag: 'reviewed' },
      target: { actions: { only: ['invoke'] } },
    };
    assert.equal((await call('POST', '/api/v1/policies', policy)).status, 201);
    assert.equal((await call('POST', `/api/v1/tools/${made.id}/invocations`, { input: {} })).status, 403);
  });
});

void describe('the service of a tool', () => {
  void it('verifies credentials without a registry in its process', async () => {
    const fetch = () => Promise.reject(new Error('unreachable'));
    const verifier = createVerifier({ registryUrl: 'https://registry.example.com', toolId: 'tool', fetch });
    const request = { authorization: undefined, method: 'GET', url: 'https://stock.example.com/' };
    const verification = await verifier.verify(request);
    assert.deepEqual(verification, { active: false, reason: 'missing' });
    if (!verification.active) assert.equal(refusalReply(verification, request).status, 401);
  });

  void it('has a guard for Nest', () => {
    const options = { registryUrl: 'https://registry.example.com', toolId: 'tool', publicUrl: 'https://a.example' };
    assert.ok(CredentialModule.forRoot(options).exports?.includes(CredentialGuard));
  });
});
