import fc from 'fast-check';
import type { ApiReply } from './api-client.js';
import {
  type CredentialModel,
  MAX_TTL_SECONDS,
  type ModelCredential,
  type RestartableRegistry,
  statusIn,
} from './credential-model.js';

type Registry = RestartableRegistry;
type CredentialCommand = fc.AsyncCommand<CredentialModel, Registry>;

const UNKNOWN = `trc_${'x'.repeat(49)}`;

/** A step, after which what the registry says of every credential must be what is known of it. */
function step(
  name: string,
  run: (model: CredentialModel, registry: Registry) => Promise<void>,
  check: (model: CredentialModel) => boolean = () => true,
): CredentialCommand {
  return {
    check,
    run: async (model, registry) => {
      await run(model, registry);
      await expectAsKnown(model, registry);
    },
    toString: () => name,
  };
}

type Choice = (credential: ModelCredential, model: CredentialModel) => boolean;

/** A step with one of the credentials that there are, or of those of a choice. */
function stepWith(
  name: string,
  pick: number,
  run: (credential: ModelCredential, model: CredentialModel, registry: Registry) => Promise<void>,
  among: Choice = () => true,
): CredentialCommand {
  const chosen = (model: CredentialModel) => model.credentials.filter((it) => among(it, model));
  const at = (all: ModelCredential[]) => all[pick % all.length] as ModelCredential;
  return step(
    `${name}(#${pick})`,
    (model, registry) => run(at(chosen(model)), model, registry),
    (model) => chosen(model).length > 0,
  );
}

async function expectAsKnown({ credentials }: CredentialModel, registry: Registry): Promise<void> {
  const records = await registry.records();
  for (const it of credentials) {
    const status = statusIn(it, registry.now);
    const said = { status, usesLeft: it.usesLeft, expiresAt: new Date(it.end).toISOString() };
    expect(records.get(it.id)).toMatchObject(said);
    expect(it.end).toBeLessThanOrEqual(Math.min(it.hardEnd, it.issuedAt + MAX_TTL_SECONDS * 1000));
    if (it.parent && status === 'active') {
      expect(it.parent.revoked).toBe(false);
      expect(it.end).toBeLessThanOrEqual(it.parent.end);
    }
  }
}

interface Wish {
  readonly ttlSeconds: number;
  readonly maxUses?: number | undefined;
  readonly scopes: string[];
  readonly delegations: number;
}

function known(
  { status, body }: ApiReply,
  { holder, tool, parent }: Pick<ModelCredential, 'holder' | 'tool' | 'parent'>,
  { scopes, ttlSeconds, maxUses }: Wish,
): ModelCredential {
  expect({ status, body }).toMatchObject({ status: 201 });
  const issuedAt = Date.parse(body.issuedAt);
  const end = Date.parse(body.expiresAt);
  expect(scopes).toEqual(expect.arrayContaining(body.scopes));
  expect(end - issuedAt).toBeLessThanOrEqual(ttlSeconds * 1000);
  if (maxUses !== undefined) expect(body.maxUses).toBeLessThanOrEqual(maxUses);
  const { id, token, delegations } = body;
  const times = { issuedAt, end, hardEnd: Date.parse(body.maxExpiresAt) };
  const uses = { maxUses: body.maxUses, usesLeft: body.maxUses };
  return { id, token, holder, tool, parent, scopes: body.scopes, delegations, ...times, ...uses, revoked: false };
}

const issue = (holder: number, tool: number, wish: Wish) =>
  step(`issue(${holder}, ${tool}, ${JSON.stringify(wish)})`, async ({ credentials }, registry) => {
    const path = `/api/v1/tools/${registry.tool(tool)}/credentials`;
    const reply = await registry.agent(holder).client.post(path, wish);
    credentials.push(known(reply, { holder, tool, parent: undefined }, wish));
  });

const use = (pick: number) =>
  stepWith('use', pick, async (credential, _, registry) => {
    const isActive = statusIn(credential, registry.now) === 'active';
    const answer = await registry.validation(credential.token);
    expect(answer.includes('"active":true')).toBe(isActive);
    if (!isActive) expect(answer).toBe(await registry.validation(UNKNOWN));
    if (isActive && credential.usesLeft !== null) credential.usesLeft -= 1;
  });

const useAtOnce = (pick: number) =>
  stepWith('useAtOnce', pick, async (credential, _, registry) => {
    const isActive = statusIn(credential, registry.now) === 'active';
    const answers = await Promise.all(Array.from({ length: 6 }, () => registry.validation(credential.token)));
    const wins = isActive ? Math.min(6, credential.usesLeft ?? 6) : 0;
    expect(answers.filter((it) => it.includes('"active":true'))).toHaveLength(wins);
    if (credential.usesLeft !== null) credential.usesLeft -= wins;
  });

const renew = (pick: number, incrementSeconds: number) =>
  stepWith(`renew ${incrementSeconds}`, pick, async (credential, model, registry) => {
    const path = `/api/v1/credentials/${credential.id}/renew`;
    const { status, body } = await registry.agent(credential.holder).client.post(path, { incrementSeconds });
    if (statusIn(credential, registry.now) !== 'active') {
      expect([status, body.code]).toEqual([409, 'CREDENTIAL_ENDED']);
      return;
    }
    expect({ status, body }).toMatchObject({ status: 200 });
    credential.end = Date.parse(body.expiresAt);
    expect(credential.end).toBeGreaterThan(registry.now);
    expect(credential.end).toBeLessThanOrEqual(registry.now + incrementSeconds * 1000);
    // Those delegated from it are shortened with it.
    for (const it of descendants(credential, model)) {
      if (!it.revoked && it.end > registry.now) it.end = Math.min(it.end, credential.end);
    }
  });

const delegate = (pick: number, wish: Wish) =>
  stepWith(`delegate ${JSON.stringify(wish)}`, pick, (parent, model, registry) =>
    delegateFrom(parent, wish, model, registry),
  );

/** A delegation that the parent allows. */
const delegateWithin = (pick: number) =>
  stepWith(
    'delegateWithin',
    pick,
    (parent, model, registry) => {
      const wish = { ttlSeconds: MAX_TTL_SECONDS, scopes: [...parent.scopes], delegations: parent.delegations - 1 };
      return delegateFrom(parent, wish, model, registry);
    },
    mayDelegate,
  );

async function delegateFrom(
  parent: ModelCredential,
  wish: Wish,
  { credentials }: CredentialModel,
  registry: Registry,
): Promise<void> {
  const holder = 1 - parent.holder;
  const counted = parent.usesLeft === null ? wish.maxUses : (wish.maxUses ?? 1);
  const body = { ...wish, maxUses: counted, agentId: registry.agent(holder).id };
  const reply = await registry.agent(parent.holder).client.post(`/api/v1/credentials/${parent.id}/delegate`, body);
  const isGood = statusIn(parent, registry.now) === 'active';
  const isWithin = wish.delegations < parent.delegations && wish.scopes.every((it) => parent.scopes.includes(it));
  if (!isGood || !isWithin) {
    expect([400, 403, 409]).toContain(reply.status);
    return;
  }
  const child = known(reply, { holder, tool: parent.tool, parent }, wish);
  expect(parent.scopes).toEqual(expect.arrayContaining([...child.scopes]));
  expect(child.delegations).toBeLessThan(parent.delegations);
  if (parent.usesLeft !== null) parent.usesLeft -= child.maxUses ?? NaN;
  credentials.push(child);
}

const revoke = (pick: number, among?: Choice) =>
  stepWith(
    'revoke',
    pick,
    async (credential, model, registry) => {
      const path = `/api/v1/credentials/${credential.id}/revoke`;
      const reply = await registry.agent(credential.holder).client.post(path, {});
      expect(reply).toMatchObject({ status: 200, body: { status: 'revoked' } });
      for (const it of [credential, ...descendants(credential, model)]) it.revoked = true;
    },
    among,
  );

const isParent: Choice = (it, { credentials }) =>
  !it.revoked && credentials.some(({ parent, revoked }) => parent === it && !revoked);

const mayDelegate: Choice = ({ revoked, delegations, usesLeft }) => !revoked && delegations > 0 && usesLeft === null;

const revokePrefix = (tool: number, holder: number | undefined) =>
  step(`revokePrefix(${tool}, ${holder})`, async (model, registry) => {
    const agent = holder === undefined ? '' : `/agents/${registry.agent(holder).id}`;
    const reply = await registry.admin.post('/api/v1/credentials/revoke', {
      prefix: `tools/${registry.tool(tool)}${agent}`,
    });
    expect(reply).toMatchObject({ status: 200 });
    const named = model.credentials.filter((it) => it.tool === tool && (holder ?? it.holder) === it.holder);
    // What has expired stays what it is.
    const ended = named.filter((it) => !it.revoked && it.end > registry.now);
    for (const it of ended.flatMap((one) => [one, ...descendants(one, model)])) {
      if (it.end > registry.now) it.revoked = true;
    }
  });

const forward = (seconds: number) => step(`forward(${seconds})`, (_, registry) => registry.forward(seconds));

const restart = () => step('restart', (_, registry) => registry.restart());

function descendants(credential: ModelCredential, { credentials }: CredentialModel): ModelCredential[] {
  const from = (it: ModelCredential): boolean =>
    it.parent === credential || (it.parent !== undefined && from(it.parent));
  return credentials.filter(from);
}

const pick = fc.nat(20);
const seconds = fc.integer({ min: 1, max: MAX_TTL_SECONDS * 2 });
const wish = fc.record(
  {
    ttlSeconds: seconds,
    maxUses: fc.integer({ min: 1, max: 4 }),
    scopes: fc.subarray(['invoke', 'read', 'write'], { minLength: 1 }),
    delegations: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ['ttlSeconds', 'scopes', 'delegations'] },
);

/** What most credentials that may be delegated from hold. */
const lesserWish = wish.map((it) => ({ ...it, scopes: it.scopes.slice(0, 1), delegations: it.delegations >> 1 }));

/** Sequences of all that may happen to credentials. What is likelier is named more often. */
export const credentialCommands = fc.commands(
  [
    ...[1, 2, 3].map(() => fc.tuple(fc.nat(1), fc.nat(1), wish).map((it) => issue(...it))),
    fc.tuple(pick, lesserWish).map((it) => delegate(...it)),
    ...[1, 2, 3].map(() => pick.map(use)),
    ...[1, 2].map(() => fc.tuple(pick, seconds).map((it) => renew(...it))),
    ...[1, 2].map(() => fc.integer({ min: 1, max: MAX_TTL_SECONDS / 6 }).map(forward)),
    pick.map(useAtOnce),
    ...[1, 2, 3].map(() => pick.map(delegateWithin)),
    pick.map((it) => revoke(it)),
    ...[1, 2].map(() => pick.map((it) => revoke(it, isParent))),
    fc.tuple(fc.nat(1), fc.option(fc.nat(1), { nil: undefined })).map((it) => revokePrefix(...it)),
    fc.constant(restart()),
  ],
  { maxCommands: 40, size: 'max' },
);
