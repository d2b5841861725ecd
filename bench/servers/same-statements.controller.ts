import { randomBytes } from 'node:crypto';
import { Body, Controller, HttpCode, type OnApplicationShutdown, Post } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';
import { Public } from '../../src/auth/index.js';
import { newId } from '../../src/common/ids.js';
import type { Credential } from '../../src/credentials/credential.entity.js';
import { CredentialVended } from '../../src/credentials/credentials.events.js';
import { CredentialUsesRepository } from '../../src/credentials/validation/credential-uses.repository.js';
import type { Grounds } from '../../src/credentials/vending/grounds.js';
import { IssuingRepository } from '../../src/credentials/vending/issuing.repository.js';
import type { Transactions } from '../../src/database/index.js';
import { AuditEventsRepository } from '../../src/monitoring/audit/audit-events.repository.js';

const CONNECTIONS = 10;

/** What every vended credential is like here, and what it stands on. */
export interface Sample {
  readonly credential: Credential;
  readonly grounds: Grounds;
}

/** The very statements of the registry through `pg` by name, and nothing else: no caller, no policy, no token. */
@Controller('statements')
export class SameStatementsController implements OnApplicationShutdown {
  readonly #pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: CONNECTIONS });
  readonly #uses = new CredentialUsesRepository(on(this.#pool));
  #sample: Sample | undefined;

  @Post('sample')
  @Public()
  keep(@Body() { credential, grounds }: Sample): object {
    this.#sample = { credential, grounds };
    return {};
  }

  @Post('vend')
  @Public()
  async vend(): Promise<object> {
    if (!this.#sample) throw new Error('There is no sample to vend');
    const { credential: like, grounds } = this.#sample;
    const credential = { ...like, id: newId(), tokenHmac: randomBytes(32), accessorHmac: randomBytes(32) };
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const lost = await new IssuingRepository(on(client)).issue(credential, grounds);
      if (lost) throw new Error(`A ground is lost: ${lost}`);
      await new AuditEventsRepository(on(client)).add([auditOf(credential)]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    return { id: credential.id, scopes: credential.scopes, expiresAt: credential.expiresAt };
  }

  @Post('validate')
  @Public()
  @HttpCode(200)
  async validate(@Body() { hmac }: { readonly hmac: string }): Promise<object> {
    const key = { hmacs: [Buffer.from(hmac, 'hex')] };
    const answer = await this.#uses.ask(key, new Date(), { toolsUri: 'http://registry.bench/', take: true });
    if (!answer?.good) throw new Error('A good credential was refused');
    const { id, agentId, toolId, scopes, expiresAt } = answer.credential;
    return { active: true, id, agentId, toolId, scopes, expiresAt };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.end();
  }
}

/** As repositories ask for statements, without TypeORM. */
function on(connection: Pool | PoolClient): Transactions {
  const prepared = async (name: string, text: string, values: unknown[]) =>
    (await connection.query({ name, text, values })).rows as object[];
  return { prepared } as unknown as Transactions;
}

function auditOf(credential: Credential) {
  const { action, outcome, subject, before = null, after = null } = new CredentialVended(credential).audit();
  return {
    ...{ id: newId(), at: new Date(), action, outcome, before, after },
    ...{ subjectType: subject.type, subjectId: subject.id, actorId: credential.agentId, onBehalfOf: null },
    ...{ address: '127.0.0.1', requestId: newId(), decisionId: credential.decisionId, reason: null },
  };
}
