import { bearer, VerifierWorld } from '../../test/support/verifier-world.js';

const MINUTE = 60_000;

describe("the registry's published keys", () => {
  let world: VerifierWorld;

  beforeEach(async () => {
    world = await VerifierWorld.make();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are fetched once for many credentials at once', async () => {
    const verifier = world.verifier();
    const token = await world.jwt();
    const all = await Promise.all(Array.from({ length: 20 }, () => verifier.verify(bearer(token))));
    expect(all.filter(({ active }) => active)).toHaveLength(20);
    expect(world.asked.map(({ path }) => path)).toEqual(['/.well-known/jwks.json']);
  });

  it('are fetched anew for a key that is not among them, not more often than every 30 seconds', async () => {
    jest.useFakeTimers({ now: world.now, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'] });
    const verifier = world.verifier();
    await verifier.verify(bearer(await world.jwt()));
    await world.publishKey('second');
    const rotated = await world.jwt();
    expect(await verifier.verify(bearer(rotated))).toEqual({ active: false, reason: 'invalid_token' });
    expect(world.asked).toHaveLength(1);
    jest.setSystemTime(world.now.getTime() + MINUTE);
    expect(await verifier.verify(bearer(rotated))).toMatchObject({ active: true });
    for (const kid of ['third', 'fourth']) await verifier.verify(bearer(await world.jwt({ header: { kid } })));
    expect(world.asked).toHaveLength(2);
  });

  it('are trusted for five minutes, whatever becomes of the registry', async () => {
    jest.useFakeTimers({ now: world.now, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'] });
    const verifier = world.verifier();
    const token = await world.jwt();
    await verifier.verify(bearer(token));
    world.answer = () => new Response('', { status: 503 });
    jest.setSystemTime(world.now.getTime() + 5 * MINUTE - 1);
    expect(await verifier.verify(bearer(token))).toMatchObject({ active: true });
    jest.setSystemTime(world.now.getTime() + 5 * MINUTE);
    expect(await verifier.verify(bearer(token))).toMatchObject({ active: false, reason: 'unavailable' });
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers an error', () => new Response('{"keys":[]}', { status: 503 })],
    ['answers no JSON', () => new Response('<html>')],
    ['answers no keys', () => Response.json({ keys: 'none' })],
    ['answers without an end', () => new Response(endless())],
  ])('make it unavailable when the registry %s', async (_, answer) => {
    world.answer = answer;
    const verification = await world.verifier().verify(bearer(await world.jwt()));
    expect(verification).toEqual({ active: false, reason: 'unavailable', cause: expect.anything() });
  });

  it('make it unavailable when they do not come in time', async () => {
    const fetch: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('too late')));
      });
    const verification = await world.verifier({ fetch, timeoutMs: 10 }).verify(bearer(await world.jwt()));
    expect(verification).toMatchObject({ active: false, reason: 'unavailable' });
  });
});

function endless(): ReadableStream {
  return new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536)) });
}
