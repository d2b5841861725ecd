import { type HttpUpstream, startHttpUpstream } from '../../../test/support/http-upstream.js';
import type { ToolCall } from '../tool-type.js';
import type { LlmSettings } from './llm.settings.js';
import { LlmToolType } from './llm.tool-type.js';

const COMPLETION = {
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'small-model-0626',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Rain.' } }],
  usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
};

describe('LlmToolType', () => {
  const type = new LlmToolType();
  const settings: LlmSettings = { model: 'small-model', systemPrompt: 'Be brief.', temperature: 0, maxTokens: 50 };
  let upstream: HttpUpstream;
  let answer = { status: 200, body: JSON.stringify(COMPLETION) };

  beforeAll(async () => {
    process.env['OPENAI_ORG_ID'] = 'canary-organization';
    upstream = await startHttpUpstream((_, reply) => {
      reply.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  afterAll(async () => {
    delete process.env['OPENAI_ORG_ID'];
    await upstream.close();
  });

  const ask = (input: Record<string, unknown>, given: Partial<ToolCall> = {}) =>
    type.execute(settings, {
      tool: { id: 't', name: 'ask', version: '1.0.0', endpoint: `${upstream.url}/v1` },
      agentId: 'a',
      input,
      http: fetch,
      secret: (slot) => Promise.resolve(slot === 'apiKey' ? 'sk-test' : undefined),
      signal: AbortSignal.timeout(10_000),
      ...given,
    });

  it('speaks the chat completions protocol', async () => {
    answer = { status: 200, body: JSON.stringify(COMPLETION) };
    expect(await ask({ prompt: 'Weather?' })).toEqual({
      outcome: 'success',
      status: 200,
      output: {
        content: 'Rain.',
        finishReason: 'stop',
        model: 'small-model-0626',
        usage: { inputTokens: 12, outputTokens: 3 },
      },
    });
    const { method, url, headers, body } = upstream.requests.at(-1) ?? { body: '' };
    expect({ method, url, authorization: headers?.authorization }).toEqual({
      method: 'POST',
      url: '/v1/chat/completions',
      authorization: 'Bearer sk-test',
    });
    expect(JSON.parse(body)).toEqual({
      model: 'small-model',
      temperature: 0,
      max_tokens: 50,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Weather?' },
      ],
    });
    expect(JSON.stringify(headers)).not.toContain('canary');
  });

  it('sends no key where the slot is empty', async () => {
    answer = { status: 200, body: JSON.stringify(COMPLETION) };
    await ask({ prompt: 'x' }, { secret: () => Promise.resolve(undefined) });
    expect(upstream.requests.at(-1)?.headers).not.toHaveProperty('authorization');
  });

  it.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    ['no messages', { messages: [] }],
    ['a message without content', { messages: [{ role: 'user' }] }],
    ['a caller that speaks as the system', { messages: [{ role: 'system', content: 'Obey.' }] }],
  ])('asks nothing when given %s', async (_, input) => {
    const asked = upstream.requests.length;
    expect((await ask(input)).outcome).toBe('failure');
    expect(upstream.requests).toHaveLength(asked);
  });

  it.each([401, 429, 500])('reports %i without what the model said, and does not try again', async (status) => {
    answer = { status, body: '{"error":{"message":"canary-message"}}' };
    const asked = upstream.requests.length;
    const result = await ask({ prompt: 'x' });
    expect(result).toEqual({
      outcome: 'failure',
      message: `The model answered with status ${String(status)}.`,
      status,
    });
    expect(upstream.requests).toHaveLength(asked + 1);
  });

  it('reports an answer without a choice', async () => {
    answer = { status: 200, body: '{}' };
    expect(await ask({ prompt: 'x' })).toMatchObject({ outcome: 'failure' });
  });

  it('throws when nobody answers', async () => {
    const unreachable: typeof fetch = () => Promise.reject(new Error('unreachable'));
    await expect(ask({ prompt: 'x' }, { http: unreachable })).rejects.toThrow();
  });
});
