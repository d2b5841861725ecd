import type { LlmSettings } from './llm.settings.js';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** The conversation in an input: its `messages`, or its `prompt` alone; undefined when it has neither. */
export function messagesOf(
  { systemPrompt }: LlmSettings,
  input: Readonly<Record<string, unknown>>,
): ChatMessage[] | undefined {
  const given = typeof input['prompt'] === 'string' ? [{ role: 'user', content: input['prompt'] }] : input['messages'];
  if (!Array.isArray(given) || given.length === 0 || !given.every(isMessage)) return undefined;
  const messages = given.map(({ role, content }) => ({ role, content }));
  return systemPrompt === undefined ? messages : [{ role: 'system', content: systemPrompt }, ...messages];
}

/** Only the tool's publisher speaks as the system. */
function isMessage(value: unknown): value is ChatMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { role, content } = value as Partial<ChatMessage>;
  return (role === 'user' || role === 'assistant') && typeof content === 'string';
}
