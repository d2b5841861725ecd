import { createHmac, createPublicKey, generateKeyPairSync, sign as createSignature } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { encode, type TokenForge } from './token-forge.js';

type Attack = readonly [name: string, make: (forge: TokenForge) => string];
type Json = Readonly<Record<string, unknown>>;

const attacker = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const attackerJwk = attacker.publicKey.export({ format: 'jwk' });

/** The order of P-256: the numbers of a signature are below it. */
const ORDER = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
const number = (value: number) => Buffer.concat([Buffer.alloc(31), Buffer.of(value)]);

const content = (it: TokenForge) => `${encode(it.header)}.${encode(it.claims)}`;
const header = (change: Json) => (it: TokenForge) => it.with({ header: change }).sign();
const headerText = (change: (json: string) => string) => (it: TokenForge) =>
  it.signText(change(JSON.stringify(it.header)));
const claims = (change: (claims: Json) => Json) => (it: TokenForge) => it.with({ claims: change(it.claims) }).sign();
const claimsText = (change: (json: string) => string) => (it: TokenForge) =>
  it.signText(JSON.stringify(it.header), change(JSON.stringify(it.claims)));
const attackers = (change: Json) => (it: TokenForge) => it.with({ header: change, key: attacker.privateKey }).sign();
const signature = (change: (true_: Buffer) => Buffer) => (it: TokenForge) =>
  `${content(it)}.${change(it.signatureOf(content(it))).toString('base64url')}`;

function hmac(alg: string, secretOf: (key: ReturnType<typeof createPublicKey>) => string | Buffer) {
  return (it: TokenForge) => {
    const signed = content(it.with({ header: { alg } }));
    const code = createHmac(alg.replace('HS', 'sha'), secretOf(createPublicKey(it.key))).update(signed);
    return `${signed}.${code.digest('base64url')}`;
  };
}

const ALGORITHMS: Attack[] = [
  ...['none', 'None', 'NONE', 'nOnE', '', 'ES384', 'es256', 'RS256', 'EdDSA', 'ES256K'].map((alg): Attack => [
    `the algorithm "${alg}"`,
    header({ alg }),
  ]),
  ['the algorithm "none" and no signature', (it) => `${content(it.with({ header: { alg: 'none' } }))}.`],
  ['no algorithm', header({ alg: undefined })],
  ['a list of algorithms', header({ alg: ['ES256'] })],
  [
    'the public key as an HMAC secret, in PEM',
    hmac('HS256', (key) => String(key.export({ format: 'pem', type: 'spki' }))),
  ],
  ['the public key as an HMAC secret, in DER', hmac('HS256', (key) => key.export({ format: 'der', type: 'spki' }))],
  ['the public key as an HMAC secret, in JSON', hmac('HS512', (key) => JSON.stringify(key.export({ format: 'jwk' })))],
];

const KEYS: Attack[] = [
  ['another key under our key id', attackers({})],
  ['a key that it brings along', attackers({ jwk: attackerJwk })],
  ['a key that it brings along, and no key id', attackers({ kid: undefined, jwk: attackerJwk })],
  ['the address of a key', attackers({ jku: 'http://127.0.0.1:1/jwks.json' })],
  ['the address of a certificate', attackers({ x5u: 'http://127.0.0.1:1/cert.pem' })],
  ['a certificate', attackers({ x5c: ['MIIB'] })],
  ['the address of a key beside a true signature', header({ jku: 'http://127.0.0.1:1/jwks.json' })],
  ['a key that it brings along beside a true signature', header({ jwk: attackerJwk })],
  ...['../../../dev/null', "' OR 1=1; --", '__proto__', 'constructor', '', '*', '\u0000', 'k'.repeat(2500)].map(
    (kid): Attack => [`the key id ${JSON.stringify(kid.slice(0, 30))}`, header({ kid })],
  ),
  ['a key id that is a list', header({ kid: ['a'] })],
  ['a key id that is null', header({ kid: null })],
  ['our key id in capitals', (it) => header({ kid: `${it.header['kid'] as string} `.toUpperCase() })(it)],
];

const HEADERS: Attack[] = [
  ...['JWT', 'at+JWT', 'application/at+jwt', 'dpop+jwt', 'secevent+jwt', '', 'at+jwt '].map((typ): Attack => [
    `the type "${typ}"`,
    header({ typ }),
  ]),
  ['critical extensions', header({ crit: ['exp'], exp: 1 })],
  ['no critical extensions', header({ crit: [] })],
  ['an encoded payload that says so', header({ b64: true })],
  ['an unencoded payload', (it) => it.signParts(encode({ ...it.header, b64: false, crit: ['b64'] }), 'me')],
  [
    'compressed claims',
    (it) => it.signParts(encode({ ...it.header, zip: 'DEF' }), encode(deflateRawSync(JSON.stringify(it.claims)))),
  ],
  ['a content type', header({ cty: 'JWT' })],
  ['an unknown member', header({ x: 1 })],
  ['its members in another order', headerText((json) => JSON.stringify(reversed(JSON.parse(json) as object)))],
  ['a member twice', headerText((json) => json.replace('{', '{"alg":"none",'))],
  ['a member twice, spelt differently', headerText((json) => json.replace('{', '{"\\u0061lg":"none",'))],
  ['a prototype', headerText((json) => json.replace('{', '{"__proto__":{"alg":"none"},'))],
  ['space between its members', headerText((json) => json.replaceAll(',', ', '))],
  ['a byte order mark', headerText((json) => `\ufeff${json}`)],
  ['something after the object', headerText((json) => `${json}{}`)],
  ...['null', '[]', '1', '"ES256"', '{', '{}'].map((text): Attack => [`the header ${text}`, headerText(() => text)]),
];

const CLAIMS: Attack[] = [
  ...['null', '[]', '"me"', '{', '{}'].map((text): Attack => [`the claims ${text}`, claimsText(() => text)]),
  ['a true token as its claims', (it) => it.signText(JSON.stringify(it.header), it.sign())],
  ['several audiences, ours among them', claims(({ aud }) => ({ aud: [aud, 'https://elsewhere.example'] }))],
  ['our audience in a list', claims(({ aud }) => ({ aud: [aud] }))],
  ['our audience with a slash', claims(({ aud }) => ({ aud: `${aud as string}/` }))],
  ['our issuer in a list', claims(({ iss }) => ({ iss: [iss] }))],
  ['an end that never comes', claimsText((json) => json.replace(/"exp":\d+/, '"exp":1e999'))],
  ['an end long ago', claims(() => ({ exp: 1 }))],
  ['more than a token may hold', claims(() => ({ more: 'x'.repeat(5000) }))],
];

const SPELLINGS: Attack[] = [
  ['padding', (it) => it.signParts(`${encode(it.header)}=`, `${encode(it.claims)}==`)],
  [
    'the other base64 alphabet',
    (it) =>
      it.signParts(encode(it.header), Buffer.from(JSON.stringify({ ...it.claims, '?~>': '?~>' })).toString('base64')),
  ],
  ['an escaped line end', (it) => it.signParts(encode(it.header), `${encode(it.claims)}%0A`)],
  ['spare bits', (it) => it.signParts(encode(it.header), respelt(it.claims))],
  ['a dot at its end', (it) => `${it.sign()}.`],
  ['a dot at its begin', (it) => `.${it.sign()}`],
  ['five parts, as if encrypted', (it) => `${it.sign()}.YQ.YQ`],
  ['two parts', content],
  ['a JSON serialization', asJson],
  ['itself twice', (it) => `${it.sign()},${it.sign()}`],
];

const SIGNATURES: Attack[] = [
  ['zero for both numbers', signature(() => Buffer.alloc(64))],
  ['zero and one', signature(() => Buffer.concat([number(0), number(1)]))],
  ['one and one', signature(() => Buffer.concat([number(1), number(1)]))],
  ['the order for both numbers', signature(() => Buffer.concat([ORDER, ORDER]))],
  ['a first number beyond the order', signature((it) => Buffer.concat([ORDER, it.subarray(32)]))],
  ['a byte more', signature((it) => Buffer.concat([it, Buffer.alloc(1)]))],
  ['a byte less', signature((it) => it.subarray(0, 63))],
  ['a bit changed', signature((it) => Buffer.concat([it.subarray(0, 63), Buffer.of((it[63] ?? 0) ^ 1)]))],
  ['its numbers changed over', signature((it) => Buffer.concat([it.subarray(32), it.subarray(0, 32)]))],
  ['the DER encoding', (it) => `${content(it)}.${encode(createSignature('sha256', Buffer.from(content(it)), it.key))}`],
  ['the signature of another token', (it) => `${content(it)}.${header({ x: 1 })(it).split('.')[2]}`],
];

/** Ways to make a token that must be refused, although whoever made it may hold a key. */
export const TOKEN_ATTACKS: readonly (readonly [kind: string, attacks: readonly Attack[]])[] = [
  ['algorithms', ALGORITHMS],
  ['keys', KEYS],
  ['headers', HEADERS],
  ['claims', CLAIMS],
  ['spellings', SPELLINGS],
  ['signatures', SIGNATURES],
];

function asJson(it: TokenForge): string {
  const [protected_, payload, signed] = it.sign().split('.');
  return JSON.stringify({ protected: protected_, payload, signature: signed });
}

function reversed(object: object): object {
  return Object.fromEntries(Object.entries(object).reverse());
}

/** The JSON in a spelling whose last digit has a spare bit set; where there is none, a space makes some. */
function respelt(json: Json, text = JSON.stringify(json)): string {
  const part = encode(text);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const other = part.slice(0, -1) + alphabet.charAt(alphabet.indexOf(part.slice(-1)) + 1);
  return Buffer.from(other, 'base64url').toString() === text ? other : respelt(json, `${text} `);
}
