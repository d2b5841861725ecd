import { Injectable } from '@nestjs/common';
import { OutboundClient } from '../../common/outbound/outbound.client.js';
import type { ExecutableTool, GuardedFetch, ToolCall } from '../../registry/index.js';
import { originOf } from './origin.js';
import { place } from './secret-placement.js';
import { Scrubber } from './scrubber.js';
import { type OpenedSecret, UsableSecrets } from './usable-secrets.js';

const SHORTEST_SECRET = 8;

/** A way to a tool's own API. */
export interface ToolConnection extends Pick<ToolCall, 'http' | 'secret'> {
  /** Takes the secrets that went along out of what the tool answered. */
  scrub<T>(value: T): T;
}

/** Connects to tools with their secrets, without anybody else getting to see them. */
@Injectable()
export class ToolSecrets {
  constructor(
    private readonly secrets: UsableSecrets,
    private readonly outbound: OutboundClient,
  ) {}

  /**
   * A connection whose `http` carries the tool's secrets, and the agent's own, to the origin of its endpoint and nowhere else.
   *
   * A secret that was set for another origin than the endpoint has now stays behind.
   *
   * @throws AgentSecretMissingError, SecretMissingError, SecretStoreUnavailableError
   */
  async connect(
    { id: toolId, endpoint }: Pick<ExecutableTool, 'id' | 'endpoint'>,
    agentId: string,
  ): Promise<ToolConnection> {
    const origin = originOf(new URL(endpoint));
    const opened = await this.secrets.open({ toolId, agentId, origin });
    const scrubber = new Scrubber(opened.flatMap(partsOf));
    return {
      http: withSecrets(this.outbound.forTools(), origin, opened),
      secret: (slot) => Promise.resolve(opened.find((it) => it.secret.slot === slot)?.value),
      scrub: (value) => scrubber.scrub(value),
    };
  }
}

/** What must not be shown of a secret: all of it, and of `user:password` what is long enough to be one. */
function partsOf({ secret, value }: OpenedSecret): string[] {
  if (secret.placement !== 'basic') return [value];
  const colon = value.indexOf(':');
  const parts = [value.slice(0, colon), value.slice(colon + 1)];
  return [value, ...parts.filter((it) => it.length >= SHORTEST_SECRET)];
}

function withSecrets(http: GuardedFetch, origin: string, opened: readonly OpenedSecret[]): GuardedFetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const url = new URL(request?.url ?? String(input));
    if (originOf(url) !== origin) return http(input, init);
    const headers = new Headers(init?.headers ?? request?.headers);
    for (const { secret, value } of opened) place(secret, value, url, headers);
    return http(request ? new Request(url, request) : url, { ...init, headers });
  };
}
