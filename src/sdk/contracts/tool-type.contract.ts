import assert from 'node:assert/strict';
import type { ToolCall, ToolResult, ToolType } from '../../registry/index.js';
import { describeExtension } from './extension.contract.js';
import { describeDto, frozen, parseWith } from './settings.contract.js';
import { type Lazy, made, testFramework } from './test-framework.js';

/** One execution: its settings, and what of the call matters to the kind. */
export interface ToolCallSample {
  readonly settings: object;
  readonly input: Readonly<Record<string, unknown>>;
  readonly endpoint?: string;
  readonly http?: ToolCall['http'];
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface ToolTypeSamples {
  /** A call that succeeds. */
  readonly call: ToolCallSample;
  /** A call that would run for minutes. Default: `call`, with an `http` that never answers. */
  readonly endless?: ToolCallSample;
  readonly refusedSettings?: readonly object[];
}

const SETTLED_WITHIN_MS = 5000;

/** The contract of `ToolType`, to be called inside a `describe`. */
export function describeToolType(type: Lazy<ToolType>, samples: Lazy<ToolTypeSamples>): void {
  const { it } = testFramework();
  const execute = async (sample: ToolCallSample, signal: AbortSignal): Promise<ToolResult> => {
    const toolType = await made(type);
    const settings = frozen(await parseWith(toolType.settingsDto, sample.settings));
    return toolType.execute(settings, toolCall(sample, signal));
  };

  describeExtension(type);
  describeDto('settings', async () => {
    const { call, refusedSettings = [] } = await made(samples);
    return { type: (await made(type)).settingsDto, accepted: [call.settings], refused: refusedSettings };
  });

  it('succeeds with an output that is JSON, and calls out through the client it is given alone', async () => {
    const { call } = await made(samples);
    const result = await withoutGlobalFetch(() => execute(call, new AbortController().signal));
    assert.equal(result.outcome, 'success', JSON.stringify(result));
    assert.notEqual(JSON.stringify(result.output), undefined, 'An output is JSON, null included');
  });

  it('ends when its time is up', async () => {
    const controller = new AbortController();
    const pending = execute(endlessOf(await made(samples)), controller.signal);
    setTimeout(() => controller.abort(new Error('The time is up')), 20);
    assert.notEqual(await outcomeOf(pending), 'success');
  });

  it('begins nothing once its time is up', async () => {
    const pending = execute(endlessOf(await made(samples)), AbortSignal.abort(new Error('The time is up')));
    assert.notEqual(await outcomeOf(pending), 'success');
  });
}

function endlessOf({ call, endless }: ToolTypeSamples): ToolCallSample {
  return endless ?? { ...call, http: neverAnswers };
}

function toolCall(
  { input, endpoint = 'https://tool.example', http, secrets = {} }: ToolCallSample,
  signal: AbortSignal,
): ToolCall {
  return {
    tool: { id: '0190a0b0-0000-7000-8000-000000000002', name: 'sample', version: '1.0.0', endpoint },
    agentId: '0190a0b0-0000-7000-8000-000000000001',
    input: frozen(input),
    http: http ?? (() => Promise.reject(new Error('This sample has no http'))),
    secret: (slot) => Promise.resolve(secrets[slot]),
    signal,
  };
}

const neverAnswers: ToolCall['http'] = (input, init) =>
  new Promise((_, reject) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    if (signal?.aborted) reject(signal.reason as Error);
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });

async function withoutGlobalFetch<T>(work: () => Promise<T>): Promise<T> {
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.reject(new Error('A tool type calls out through call.http'));
  try {
    return await work();
  } finally {
    globalThis.fetch = fetch;
  }
}

async function outcomeOf(pending: Promise<ToolResult>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new assert.AssertionError({ message: 'It did not heed its signal' })),
      SETTLED_WITHIN_MS,
    );
  });
  const settled = pending.then(
    (it) => it.outcome,
    () => 'thrown',
  );
  return Promise.race([settled, tooLate]).finally(() => clearTimeout(timer));
}
