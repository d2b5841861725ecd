import { connect } from 'node:net';

export interface RawReply {
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Headers that may come several times, in this order. */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

/** Sends a request exactly as it is spelt, which `fetch` and `node:http` do not, and reads the answer to its end. */
export function rawRequest(url: string, method: string, target: string, headers: RawHeaders = []): Promise<RawReply> {
  const { host, hostname, port } = new URL(url);
  const named = headers.some(([name]) => name.toLowerCase() === 'host') ? headers : [['Host', host], ...headers];
  const lines = [`${method} ${target} HTTP/1.1`, ...named.map((it) => it.join(': ')), 'Connection: close', '', ''];
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(lines.join('\r\n'), 'latin1')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(parsed(Buffer.concat(chunks).toString())));
  });
}

function parsed(text: string): RawReply {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
}
