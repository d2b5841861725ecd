import type { IssuerDocuments } from './issuer-documents.js';
import { IssuerKeySource } from './issuer-key-source.js';

type Documents = Readonly<Record<string, object>>;

const KEYS = { keys: [{ kty: 'EC', kid: 'a' }] };

/** A source that finds these documents, and says which it looked for. */
function sourceOf(issuer: string, documents: Documents, jwksUri?: string) {
  const asked: string[] = [];
  const read = async (url: string) => {
    asked.push(url);
    return documents[url];
  };
  const address = { issuer, ...(jwksUri !== undefined && { jwksUri }) };
  return { asked, source: new IssuerKeySource(address, { read } as unknown as IssuerDocuments) };
}

describe('the keys of an issuer', () => {
  it.each([
    ['https://idp.example', 'https://idp.example/.well-known/openid-configuration'],
    ['https://tenant.auth0.example/', 'https://tenant.auth0.example/.well-known/openid-configuration'],
    ['https://login.example/tenant/v2.0', 'https://login.example/tenant/v2.0/.well-known/openid-configuration'],
    ['https://idp.example', 'https://idp.example/.well-known/oauth-authorization-server'],
    ['https://idp.example/a/b', 'https://idp.example/.well-known/oauth-authorization-server/a/b'],
  ])('of %s are found by %s', async (issuer, url) => {
    const jwks = 'https://keys.example/all';
    const { asked, source } = sourceOf(issuer, { [url]: { issuer, jwks_uri: jwks }, [jwks]: KEYS });
    expect(await source.fetch()).toEqual(KEYS.keys);
    expect(asked.slice(-2)).toEqual([url, jwks]);
  });

  it('are where the settings say, without a look at its discovery', async () => {
    const { asked, source } = sourceOf(
      'https://idp.example',
      { 'https://idp.example/k': KEYS },
      'https://idp.example/k',
    );
    await source.fetch();
    expect(asked).toEqual(['https://idp.example/k']);
  });

  it('are looked for where the issuer says now, though they are still where it said before', async () => {
    const issuer = 'https://idp.example';
    const discovery = `${issuer}/.well-known/openid-configuration`;
    const documents: Record<string, object> = { [`${issuer}/1`]: KEYS, [`${issuer}/2`]: KEYS };
    const { asked, source } = sourceOf(issuer, documents);
    for (const it of ['1', '2']) {
      documents[discovery] = { issuer, jwks_uri: `${issuer}/${it}` };
      await source.fetch();
    }
    expect(asked).toEqual([discovery, `${issuer}/1`, discovery, `${issuer}/2`]);
  });

  it.each([
    ['http://127.0.0.1:8080/keys', 'no usable jwks_uri'],
    ['http://keys.example/all', 'no usable jwks_uri'],
    ['file:///etc/passwd', 'no usable jwks_uri'],
    [undefined, 'no usable jwks_uri'],
    [['https://idp.example/k'], 'no usable jwks_uri'],
  ])('of an https issuer are not taken from %j', async (jwksUri, reason) => {
    const issuer = 'https://idp.example';
    const { source } = sourceOf(issuer, {
      [`${issuer}/.well-known/openid-configuration`]: { issuer, jwks_uri: jwksUri },
    });
    await expect(source.fetch()).rejects.toThrow(reason);
  });
});
