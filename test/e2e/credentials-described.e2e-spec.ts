import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';

const VEND = '/api/v1/tools/{id}/credentials';
const DELEGATE = '/api/v1/credentials/{id}/delegate';

let story: CredentialStory;
let tool: TestTool;
let agent: TestAgent;
let described: OpenAPIObject;

beforeAll(async () => {
  story = await CredentialStory.begin();
  described = (await story.admin.get('/docs/openapi.json')).body;
  [tool, agent] = [await story.tool(), await story.agent()];
  await story.permit(tool);
});
afterAll(() => story.end());

/** The names of the schemas that a route offers for an answer of 201 and that this answer meets. */
function metBy(path: string, answer: unknown): string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const { components } = described;
  return offersOf(path).filter((it) => ajv.validate({ $ref: `#/components/schemas/${it}`, components }, answer));
}

function offersOf(path: string): string[] {
  const refs = JSON.stringify(described.paths[path]?.post?.responses['201']).matchAll(
    /"#\/components\/schemas\/(\w+)"/g,
  );
  return [...refs].map(([, name]) => name ?? '');
}

describe('the description of an answer that shows a credential', () => {
  it.each([
    ['vended', VEND, {}, 'VendedCredentialResponse'],
    ['vended as a JWT', VEND, { format: 'jwt' }, 'VendedCredentialResponse'],
    ['vended and wrapped', VEND, { wrapTtlSeconds: 60 }, 'WrappedCredentialResponse'],
    ['delegated', DELEGATE, {}, 'VendedCredentialResponse'],
    ['delegated and wrapped', DELEGATE, { wrapTtlSeconds: 60 }, 'WrappedCredentialResponse'],
  ])('%s is true of the first answer and of its repetition', async (_, route, body, first) => {
    const parent = await story.vend(agent, tool, { delegations: 1 });
    const path = route.replace('{id}', route === VEND ? tool.id : parent.body.id);
    const given = route === VEND ? body : { ...body, agentId: (await story.agent()).id };
    const ask = () => agent.client.post(path, given, { 'idempotency-key': key });
    const key = randomUUID();
    const replies = [await ask(), await ask()];
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(replies.map((it) => metBy(route, it.body))).toEqual([[first], ['RepeatedCredentialResponse']]);
  });
});
