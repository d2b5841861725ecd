import type { JWK } from 'jose';
import type { FieldError } from '../../common/errors/app-error.js';
import { verificationKey } from '../jws/verification-key.js';
import { ASSERTION_ALGORITHMS, type ClientJwk, type ClientJwkSet } from './client-jwk.js';
import { InvalidClientKeysError } from './clients.errors.js';
import type { SentJwkSet } from './oauth-client-inputs.js';

type SentKey = SentJwkSet['keys'][number];
type Fault = Omit<FieldError, 'pointer'> & { readonly member: string };

/** Private members of every key type, and the secret of symmetric keys (RFC 7518 §6). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];
const KEPT_MEMBERS = ['kid', 'kty', 'alg', 'crv', 'x', 'y', 'n', 'e'] as const;
const LONGEST_MEMBER = 2048;
const KEY_ID = /^[\x21-\x7e]{1,128}$/;

/**
 * The public keys of a client (RFC 7517 §5), cut to what verifying takes: members that are not understood are ignored,
 * certificates and where to get them included.
 *
 * @throws InvalidClientKeysError naming what is wrong with each key.
 */
export function keySetOf({ keys }: SentJwkSet): ClientJwkSet {
  const errors = keys.flatMap((key, index) => {
    const fault = faultOf(key) ?? repeated(keys, index);
    return fault ? [{ pointer: `/jwks/keys/${index}${fault.member}`, code: fault.code, detail: fault.detail }] : [];
  });
  if (errors.length > 0) throw new InvalidClientKeysError(errors);
  return { keys: keys.map(reduced) };
}

function faultOf(key: SentKey): Fault | undefined {
  const secret = SECRET_MEMBERS.find((it) => Object.hasOwn(key, it));
  if (secret !== undefined) return SECRET_SENT(secret);
  if (typeof key['kid'] !== 'string' || !KEY_ID.test(key['kid'])) return NO_KEY_ID;
  const isShort = KEPT_MEMBERS.every((it) => key[it] === undefined || isShortText(key[it]));
  return isShort && ASSERTION_ALGORITHMS.some((it) => verificationKey(key as JWK, it)) ? undefined : UNFIT;
}

function repeated(keys: SentJwkSet['keys'], index: number): Fault | undefined {
  return keys.slice(0, index).some((it) => it['kid'] === keys[index]?.['kid']) ? REPEATED : undefined;
}

function reduced(key: SentKey): ClientJwk {
  const kept = KEPT_MEMBERS.filter((it) => key[it] !== undefined).map((it) => [it, key[it]]);
  return Object.fromEntries(kept) as ClientJwk;
}

const isShortText = (value: unknown) => typeof value === 'string' && value.length <= LONGEST_MEMBER;

const SECRET_SENT = (member: string): Fault => ({
  member: `/${member}`,
  code: 'PRIVATE_KEY',
  detail: `"${member}" belongs to private and symmetric keys. Send the public half alone; a key that was sent is no secret any more.`,
});

const NO_KEY_ID: Fault = {
  member: '/kid',
  code: 'KEY_ID',
  detail: 'kid must be 1 to 128 printable ASCII characters without spaces',
};

const REPEATED: Fault = { member: '/kid', code: 'KEY_ID_REPEATED', detail: 'Another key of the set has this kid' };

const UNFIT: Fault = {
  member: '',
  code: 'KEY_UNFIT',
  detail: `The key must be well formed, for signatures by ${ASSERTION_ALGORITHMS.join(', ')}: EC on P-256 or P-384, Ed25519, or RSA of 2048 to 8192 bits`,
};
