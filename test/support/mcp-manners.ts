import type { ServerResponse } from 'node:http';

/** What a client of MCP says. */
export type Message = { readonly id?: number; readonly method?: string };
export type Answer = (message: Message, reply: ServerResponse) => void;

export const json = (reply: ServerResponse, message: unknown) =>
  void reply
    .setHeader('content-type', 'application/json')
    .end(typeof message === 'string' ? message : JSON.stringify(message));
export const result = (id: number | undefined, value: unknown) => ({ jsonrpc: '2.0', id, result: value });
export const stream = (reply: ServerResponse) => reply.writeHead(200, { 'content-type': 'text/event-stream' });

/** Opens a session properly, and does its worst when it is asked for its tools or to call one. */
export const politely =
  (worst: Answer): Answer =>
  (message, reply) => {
    const { id, method } = message;
    if (id === undefined) return void reply.writeHead(202).end();
    if (method === 'initialize') {
      const serverInfo = { name: 'Hostile', version: '1' };
      return json(reply, result(id, { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo }));
    }
    if (method === 'server/discover') {
      return json(reply, { jsonrpc: '2.0', id, error: { code: -32601, message: 'Not here.' } });
    }
    worst(message, reply);
  };

/** The same in the stateless revision. */
export const modernly =
  (worst: Answer): Answer =>
  (message, reply) => {
    if (message.method !== 'server/discover') return worst(message, reply);
    const said = { supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, ttlMs: 0, cacheScope: 'private' };
    json(reply, result(message.id, { resultType: 'complete', ...said }));
  };
