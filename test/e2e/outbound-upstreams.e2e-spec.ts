import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import OpenAI from 'openai';
import {
  OutboundMalformedError,
  OutboundTimeoutError,
  OutboundTooLargeError,
  OutboundUnreachableError,
} from '../../src/common/outbound/outbound.errors.js';
import { outboundClient, startUpstream, type Upstream } from '../support/outbound.js';

const TIMEOUT_MS = 400;
const MAX_BYTES = 65_536;
const BOMB_BYTES = 128 * 1024 * 1024;
const GZIP_BOMB = gzipSync(Buffer.alloc(BOMB_BYTES));
const BROTLI_BOMB = brotliCompressSync(Buffer.alloc(BOMB_BYTES), { params: { 1: 1 } });

type Serve = (socket: Socket) => void;

const says =
  (...parts: (string | Buffer)[]): Serve =>
  (socket) => {
    for (const part of parts) socket.write(part);
  };
const saysAndLeaves =
  (...parts: (string | Buffer)[]): Serve =>
  (socket) => {
    says(...parts)(socket);
    socket.end();
  };
const drips =
  (head: string, drop: string): Serve =>
  (socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write(drop), 20);
    socket.on('close', () => clearInterval(timer));
  };
const floods =
  (head: string, chunk: string | Buffer): Serve =>
  (socket) => {
    socket.write(head);
    const pour = () => {
      while (!socket.destroyed && socket.write(chunk));
      socket.once('drain', pour);
    };
    pour();
  };
const ok = (...headers: string[]) => `${['HTTP/1.1 200 OK', ...headers].join('\r\n')}\r\n\r\n`;
const whole = (encoding: string, body: Buffer): Serve =>
  says(ok(`content-encoding: ${encoding}`, `content-length: ${body.length}`), body);

const CHUNK = `10000\r\n${'x'.repeat(65_536)}\r\n`;

const BAD: readonly [string, Serve, new () => Error][] = [
  ['sends no byte', () => undefined, OutboundTimeoutError],
  ['drips its headers', drips('HTTP/1.1 200 OK\r\n', 'x: y\r\n'), OutboundTimeoutError],
  ['drips its body', drips(ok('content-length: 60000'), 'x'), OutboundTimeoutError],
  ['drips chunks', drips(ok('transfer-encoding: chunked'), '1\r\nx\r\n'), OutboundTimeoutError],
  ['stops in the middle of the body', says(ok('content-length: 10'), 'half'), OutboundTimeoutError],
  ['announces early hints for ever', drips('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), OutboundTimeoutError],
  ['announces more than is allowed', says(ok(`content-length: ${MAX_BYTES + 1}`)), OutboundTooLargeError],
  ['sends chunks for ever', floods(ok('transfer-encoding: chunked'), CHUNK), OutboundTooLargeError],
  ['sends a body for ever until it closes', floods(ok(), Buffer.alloc(65_536)), OutboundTooLargeError],
  ['sends headers for ever', floods('HTTP/1.1 200 OK\r\n', `x: ${'y'.repeat(1000)}\r\n`), OutboundTooLargeError],
  ['sends one endless header', floods('HTTP/1.1 200 OK\r\nx: ', 'y'.repeat(1000)), OutboundTooLargeError],
  ['sends a gzip bomb', whole('gzip', GZIP_BOMB), OutboundTooLargeError],
  ['sends a brotli bomb', whole('br', BROTLI_BOMB), OutboundTooLargeError],
  ['sends a bomb within a bomb', whole('gzip, gzip', gzipSync(GZIP_BOMB)), OutboundMalformedError],
  ['uses an encoding that was not asked for', whole('zstd', Buffer.from('x')), OutboundMalformedError],
  ['uses an encoding named like a built-in member', whole('constructor', Buffer.from('x')), OutboundMalformedError],
  ['says gzip and sends text', whole('gzip', Buffer.from('not compressed at all')), OutboundMalformedError],
  ['cuts its gzip short', whole('gzip', gzipSync('a long enough text').subarray(0, 20)), OutboundMalformedError],
  ['does not speak HTTP', saysAndLeaves('220 mail.example ESMTP\r\n'), OutboundMalformedError],
  ['speaks an HTTP of its own', saysAndLeaves('HTTP/9.9 200 OK\r\n\r\n'), OutboundMalformedError],
  ['has a status beyond all', saysAndLeaves('HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n'), OutboundMalformedError],
  ['has a header without a name', saysAndLeaves('HTTP/1.1 200 OK\r\n: x\r\n\r\n'), OutboundMalformedError],
  ['has two lengths', saysAndLeaves(ok('content-length: 5', 'content-length: 3'), 'hello'), OutboundMalformedError],
  [
    'has a length and chunks',
    saysAndLeaves(ok('content-length: 5', 'transfer-encoding: chunked'), '5\r\nhello\r\n0\r\n\r\n'),
    OutboundMalformedError,
  ],
  [
    'has a chunk size that is no number',
    saysAndLeaves(ok('transfer-encoding: chunked'), 'zz\r\nx\r\n'),
    OutboundMalformedError,
  ],
  [
    'has a chunk longer than it says',
    saysAndLeaves(ok('transfer-encoding: chunked'), '1\r\nxyz\r\n'),
    OutboundMalformedError,
  ],
  [
    'leaves before the last chunk',
    saysAndLeaves(ok('transfer-encoding: chunked'), '5\r\nhello\r\n'),
    OutboundUnreachableError,
  ],
  ['leaves in the middle of the body', saysAndLeaves(ok('content-length: 10'), 'half'), OutboundUnreachableError],
  ['leaves without a word', (socket) => socket.end(), OutboundUnreachableError],
  ['resets the connection', (socket) => socket.resetAndDestroy(), OutboundUnreachableError],
  [
    'switches protocols unasked',
    saysAndLeaves('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    OutboundUnreachableError,
  ],
];

const open: { close(): Promise<void> }[] = [];

async function upstream(serve: Serve): Promise<Upstream> {
  const started = await startUpstream((socket) => socket.once('data', () => serve(socket)));
  open.push(started);
  return started;
}

function clientFor({ port }: Upstream) {
  const client = outboundClient({
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    toolExceptions: [`127.0.0.1/32:${port}`],
  });
  open.push({ close: () => client.onApplicationShutdown() });
  return { call: client.forTools(), url: `http://127.0.0.1:${port}/` };
}

afterEach(async () => {
  for (const it of open.splice(0).reverse()) await it.close();
});

describe('an upstream that', () => {
  it.each(BAD)('%s', async (_what, serve, error) => {
    const bad = await upstream(serve);
    const { call, url } = clientFor(bad);
    const memory = process.memoryUsage().rss;
    const start = performance.now();
    await expect(call(url).then((it) => it.arrayBuffer())).rejects.toThrow(error);
    expect(performance.now() - start).toBeLessThan(TIMEOUT_MS + 1000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(BOMB_BYTES / 2);
  });

  it('is not there is said to be unreachable', async () => {
    const gone = await startUpstream(() => undefined);
    const { call, url } = clientFor(gone);
    await gone.close();
    await expect(call(url)).rejects.toThrow(OutboundUnreachableError);
  });

  it('never finishes the TLS handshake is cut', async () => {
    const { port } = await upstream(() => undefined);
    const { call } = clientFor({ port } as Upstream);
    await expect(call(`https://127.0.0.1:${port}/`)).rejects.toThrow(OutboundTimeoutError);
  });

  it('sends a body that nobody reads loses its connection when the time is up, and fills no memory', async () => {
    const endless = await upstream(floods(ok('transfer-encoding: chunked'), CHUNK));
    const { call, url } = clientFor(endless);
    const answer = await call(url);
    const [socket] = [...endless.sockets] as [Socket];
    await new Promise((resolve) => socket.once('close', resolve));
    expect(socket.bytesWritten).toBeLessThan(BOMB_BYTES / 8);
    await expect(answer.text()).rejects.toThrow(OutboundTimeoutError);
  });

  it('answers with an error status is an answer all the same', async () => {
    const { call, url } = clientFor(await upstream(says('HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nbusy')));
    const answer = await call(url);
    expect([answer.status, await answer.text()]).toEqual([503, 'busy']);
  });
});

describe('what is sent and handed back', () => {
  it.each([
    ['gzip', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['br', brotliCompressSync('hello')],
    ['identity', Buffer.from('hello')],
  ])('%s is decoded, and no longer announced', async (encoding, body) => {
    const { call, url } = clientFor(await upstream(whole(encoding, body)));
    const answer = await call(url);
    expect(answer).toBeInstanceOf(Response);
    expect(answer.headers.has('content-encoding')).toBe(false);
    expect(await answer.text()).toBe('hello');
  });

  it('keeps connection headers, other hosts and caller addresses back', async () => {
    let received = '';
    const server = await startUpstream((socket) => {
      socket.on('data', (data) => {
        received += String(data);
        socket.end(ok('content-length: 0', 'set-cookie: a=b', 'x-kept: yes'));
      });
    });
    open.push(server);
    const { call, url } = clientFor(server);
    const headers = {
      host: 'elsewhere.example',
      te: 'trailers',
      'x-forwarded-for': '10.0.0.1',
      via: 'us',
      authorization: 'Bearer set-by-the-tool',
      'x-own': '1',
    };
    const answer = await call(url, { method: 'POST', body: 'hello', headers });
    const names = received
      .split('\r\n\r\n')[0]
      ?.split('\r\n')
      .slice(1)
      .map((it) => it.split(':')[0])
      .sort();
    expect(names).toEqual([
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-own',
    ]);
    expect(received).toContain(`host: 127.0.0.1:${server.port}`);
    expect([...answer.headers.keys()]).toEqual(['x-kept']);
  });

  it('ends when its caller gives up, with the reason given', async () => {
    const { call, url } = clientFor(await upstream(() => undefined));
    const controller = new AbortController();
    const reply = call(url, { signal: controller.signal });
    controller.abort(new Error('no longer wanted'));
    await expect(reply).rejects.toThrow('no longer wanted');
  });

  it('serves as the fetch of the openai package', async () => {
    const completion = JSON.stringify({ choices: [{ message: { role: 'assistant', content: 'forty-two' } }] });
    const { call, url } = clientFor(
      await upstream(says(ok('content-type: application/json', `content-length: ${completion.length}`), completion)),
    );
    const openai = new OpenAI({ apiKey: 'sk-test', baseURL: `${url}v1`, fetch: call, maxRetries: 0 });
    const answer = await openai.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'why' }] });
    expect(answer.choices[0]?.message.content).toBe('forty-two');
  });
});
