import { type VaultOptions, VaultKv } from './vault-kv.js';

const OPTIONS: VaultOptions = { address: 'https://vault.example:8200/', token: 'hvs.t', mount: 'team/kv' };

const replying = (status: number, body: unknown) =>
  jest.fn(() => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return Promise.resolve(new Response(status === 204 ? null : text, { status }));
  });

describe('VaultKv', () => {
  it('asks the data and metadata of the mount, by token and namespace', async () => {
    const fetch = replying(200, { data: { data: { value: 'v' } } });
    const kv = new VaultKv(fetch, { ...OPTIONS, namespace: 'ns1' });
    expect(await kv.read('a/b c')).toBe('v');
    await kv.write('a', 'w');
    await kv.destroy('a').catch(() => undefined);
    const asked = (fetch.mock.calls as unknown as [string, RequestInit][]).map(([url, { method, headers, body }]) => {
      const given = new Headers(headers);
      return [method, url, given.get('x-vault-token'), given.get('x-vault-namespace'), body];
    });
    const base = 'https://vault.example:8200/v1/team/kv';
    expect(asked).toEqual([
      ['GET', `${base}/data/a/b%20c`, 'hvs.t', 'ns1', undefined],
      ['POST', `${base}/data/a`, 'hvs.t', 'ns1', '{"data":{"value":"w"}}'],
      ['DELETE', `${base}/metadata/a`, 'hvs.t', 'ns1', undefined],
    ]);
  });

  it.each([
    ['none', 404, { errors: [] }],
    ['a deleted version', 404, { data: { data: null, metadata: { deletion_time: '2026-01-01T00:00:00Z' } } }],
  ])('reads %s as no value', async (_, status, body) => {
    expect(await new VaultKv(replying(status, body), OPTIONS).read('a')).toBeUndefined();
  });

  it.each([
    ['VaultForbidden', 403, { errors: ['permission denied'] }],
    ['VaultNotFound', 404, { errors: ['no handler for route "kv/data/a"'] }],
    ['VaultNotFound', 404, 'not found'],
    ['VaultUnavailable', 503, { errors: ['Vault is sealed'] }],
    ['VaultUnavailable', 307, ''],
    ['VaultMalformed', 200, '<html>'],
    ['VaultMalformed', 200, { data: { data: { value: 7 } } }],
    ['VaultMalformed', 200, { data: { data: { value: 'x'.repeat(70_000) } } }],
  ])('rejects with %s on status %i', async (name, status, body) => {
    await expect(new VaultKv(replying(status, body), OPTIONS).read('a')).rejects.toMatchObject({ name });
  });

  it.each([403, 404, 503])('knows that nothing was written or destroyed on status %i', async (status) => {
    const kv = new VaultKv(replying(status, { errors: ['no'] }), OPTIONS);
    await expect(kv.write('a', 'v')).rejects.toThrow();
    await expect(kv.destroy('a')).rejects.toThrow();
  });

  it('says nothing of what Vault said', async () => {
    const kv = new VaultKv(replying(503, { errors: ['canary'] }), OPTIONS);
    await expect(kv.read('a')).rejects.not.toThrow('canary');
  });

  it('does not wait for ever', async () => {
    const hanging: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      });
    const kv = new VaultKv(hanging, { ...OPTIONS, timeoutMs: 10 });
    await expect(kv.read('a')).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
