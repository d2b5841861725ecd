import { Injectable } from '@nestjs/common';
import { OutboundClient } from '../../common/outbound/outbound.client.js';
import { jsonObject } from '../jws/json-object.js';

const TIMEOUT_MS = 5000;
const MOST_BYTES = 262_144;
const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** Reads what issuers publish. */
@Injectable()
export class IssuerDocuments {
  constructor(private readonly outbound: OutboundClient) {}

  /**
   * A JSON object of at most 256 KiB, within five seconds.
   *
   * @returns undefined when there is nothing at this address.
   * @throws Error when it cannot be got, or is something else.
   */
  async read(url: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const get = this.outbound.forOperator();
    const headers = { accept: 'application/json, application/jwk-set+json' };
    const reply = await get(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (reply.status === 200 && JSON_TYPE.test(reply.headers.get('content-type') ?? '')) return readObject(reply, url);
    await reply.body?.cancel();
    if (reply.status === 404) return undefined;
    throw new Error(`${url} answered ${reply.status} with the type "${reply.headers.get('content-type') ?? ''}"`);
  }
}

async function readObject(reply: Response, url: string): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of reply.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`${url} answered more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  const object = jsonObject(Buffer.concat(chunks));
  if (!object) throw new Error(`${url} answered no JSON object`);
  return object;
}
