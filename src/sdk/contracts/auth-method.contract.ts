import assert from 'node:assert/strict';
import type { AuthMethod, Identity } from '../../auth/index.js';
import { describeExtension } from './extension.contract.js';
import { describeDto, parseWith } from './settings.contract.js';
import { type Lazy, made, testFramework } from './test-framework.js';

export interface AuthMethodSamples {
  readonly settings: object;
  readonly refusedSettings?: readonly object[];
  /** Credentials that prove somebody, or at least have the right form. */
  readonly credentials: readonly object[];
  /** Whether those credentials are true. Default: yes. */
  readonly genuine?: boolean;
  /** Credentials of the right form that prove nobody. */
  readonly wrong?: readonly object[];
}

const GARBAGE = [
  'x',
  '*',
  '.*',
  'nobody',
  "' OR 1=1 --",
  ')(uid=*',
  '../../etc/passwd',
  '🔑',
  '__proto__',
  'y'.repeat(100),
];

/** The contract of `AuthMethod`, to be called inside a `describe`. */
export function describeAuthMethod(method: Lazy<AuthMethod>, samples: Lazy<AuthMethodSamples>): void {
  const { it } = testFramework();
  const prove = async (json: object): Promise<Identity | undefined> => {
    const target = await made(method);
    const { settings } = await made(samples);
    return target.authenticate(
      await parseWith(target.settingsDto, settings),
      await parseWith(target.credentialsDto, json),
    );
  };

  describeExtension(method);
  describeDto('settings', async () => {
    const { settings, refusedSettings = [] } = await made(samples);
    return { type: (await made(method)).settingsDto, accepted: [settings], refused: refusedSettings };
  });
  describeDto('credentials', async () => ({
    type: (await made(method)).credentialsDto,
    accepted: (await made(samples)).credentials,
    refused: [{}],
  }));

  it('knows who genuine credentials prove', async () => {
    const { credentials, genuine = true } = await made(samples);
    for (const sample of genuine ? credentials : []) assertIdentity(await prove(sample));
  });

  it('answers wrong credentials and garbage with nobody, without throwing', async () => {
    const { credentials, wrong = [] } = await made(samples);
    for (const sample of [...wrong, ...credentials.flatMap(garbled)]) {
      if (await isWellFormed(await made(method), sample)) assert.equal(await prove(sample), undefined);
    }
  });

  it('takes no foreign bearer token for its own', async () => {
    const { validateToken, settingsDto } = await made(method);
    if (!validateToken) return;
    const settings = await parseWith(settingsDto, (await made(samples)).settings);
    for (const token of ['', ...GARBAGE, 'e30.e30.e30']) {
      assert.equal(await (await made(method)).validateToken?.(settings, token), undefined);
    }
  });
}

/** The credentials, with each member that is a text replaced by each garbage in turn. */
function garbled(sample: object): object[] {
  const texts = Object.entries(sample).filter(([, value]) => typeof value === 'string');
  return texts.flatMap(([name]) => GARBAGE.map((garbage) => ({ ...sample, [name]: garbage })));
}

async function isWellFormed(method: AuthMethod, sample: object): Promise<boolean> {
  return parseWith(method.credentialsDto, sample).then(
    () => true,
    () => false,
  );
}

function assertIdentity(identity: Identity | undefined): void {
  assert.ok(identity, 'Genuine credentials prove somebody');
  if ('agentId' in identity) return assert.ok(identity.agentId.length > 0);
  assert.ok(identity.issuer.length > 0 && identity.subject.length > 0);
  assert.equal(typeof identity.claims, 'object');
}
