import { Injectable } from '@nestjs/common';
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { ToolCall, ToolResult, ToolType } from '../tool-type.js';
import { type ChatMessage, messagesOf } from './llm-messages.js';
import { LlmSettings } from './llm.settings.js';

const DEFAULT_MAX_TOKENS = 1024;
const DEFAULT_SLOT = 'apiKey';

/** Asks a language model behind any endpoint that speaks the OpenAI chat completions protocol. */
@Injectable()
export class LlmToolType implements ToolType<LlmSettings> {
  readonly kind = 'llm';
  readonly description =
    'Asks a language model behind an OpenAI-compatible chat endpoint: `prompt` or `messages` in, text out.';
  readonly settingsDto = LlmSettings;

  async execute(settings: LlmSettings, call: ToolCall): Promise<ToolResult> {
    const messages = messagesOf(settings, call.input);
    if (!messages) return { outcome: 'failure', message: 'Give a "prompt", or "messages" of role user or assistant.' };
    try {
      return await complete(await clientFor(settings, call), settings, messages, call.signal);
    } catch (error) {
      const isAnswer =
        error instanceof APIError && !(error instanceof APIConnectionError || error instanceof APIUserAbortError);
      if (!isAnswer || error.status === undefined) throw error;
      return { outcome: 'failure', message: `The model answered with status ${error.status}.`, status: error.status };
    }
  }
}

/** Everything the library would take from the process environment is given, so that nothing of it leaves the house. */
async function clientFor(
  { secretSlot = DEFAULT_SLOT }: LlmSettings,
  { tool, http, secret }: ToolCall,
): Promise<OpenAI> {
  const apiKey = await secret(secretSlot);
  return new OpenAI({
    apiKey: apiKey ?? 'none',
    baseURL: tool.endpoint,
    fetch: http,
    maxRetries: 0,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    ...(apiKey === undefined && { defaultHeaders: { authorization: null } }),
  });
}

async function complete(
  client: OpenAI,
  { model, temperature, maxTokens = DEFAULT_MAX_TOKENS }: LlmSettings,
  messages: ChatMessage[],
  signal: AbortSignal,
): Promise<ToolResult> {
  const completion = await client.chat.completions.create(
    { model, messages, max_tokens: maxTokens, ...(temperature !== undefined && { temperature }) },
    { signal },
  );
  const choice = completion.choices?.[0];
  if (!choice) return { outcome: 'failure', message: 'The model gave no answer.' };
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = completion.usage ?? {};
  const usage = { inputTokens, outputTokens };
  return {
    outcome: 'success',
    status: 200,
    output: { content: choice.message.content, finishReason: choice.finish_reason, model: completion.model, usage },
  };
}
