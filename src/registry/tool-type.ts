import { ExtensionPoint } from '../common/extensions/extension-point.js';
import type { Configurable } from '../common/extensions/settings.js';

/** Calls out through the guarded client, the tool's secrets attached for their host. The shape of the platform's `fetch`. */
export type GuardedFetch = typeof globalThis.fetch;

/** One execution of a tool: judged, its input valid against the tool's schema. */
export interface ToolCall {
  readonly tool: { readonly id: string; readonly name: string; readonly version: string; readonly endpoint: string };
  readonly agentId: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly http: GuardedFetch;
  /** The value in a named slot, for protocols that `http` cannot carry; undefined when the slot is empty. */
  secret(slot: string): Promise<string | undefined>;
  /** Aborts when the call's time is up. */
  readonly signal: AbortSignal;
}

export type ToolResult =
  | { readonly outcome: 'success'; readonly output: unknown; readonly status?: number }
  /** The tool was reached and said no. `message` is for the caller and holds nothing of the upstream's body. */
  | { readonly outcome: 'failure'; readonly message: string; readonly output?: unknown; readonly status?: number };

/**
 * A kind of tool: how to execute one.
 *
 * Settings hold no secrets; they name slots. Whatever calls out uses `call.http`, libraries included (as their `fetch`).
 */
export interface ToolType<TSettings extends object = object> extends Configurable<TSettings> {
  /** Throws only for what is no answer of the tool: the guard refused, nobody answered in time. */
  execute(settings: TSettings, call: ToolCall): Promise<ToolResult>;
}

/** Where tool types plug in: `TOOL_TYPE.provide(SqlToolType)`. */
export const TOOL_TYPE = new ExtensionPoint<ToolType>('TOOL_TYPE');
