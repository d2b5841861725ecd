import { randomUUID } from 'node:crypto';
import { ApiClient, type ApiReply } from './api-client.js';
import { startTestRegistry, type TestRegistry } from './registry.js';

const PASSWORD = 'a long enough phrase';

export interface MadeClient {
  readonly id: string;
  readonly secret: string;
  readonly path: string;
}

/** What tests of OAuth clients do again and again. */
export class ClientStory {
  private constructor(
    readonly registry: TestRegistry,
    readonly anybody: ApiClient,
    readonly admin: ApiClient,
  ) {}

  static async start(): Promise<ClientStory> {
    const registry = await startTestRegistry();
    const anybody = new ApiClient(registry.url);
    return new ClientStory(registry, anybody, await anybody.login());
  }

  close(): Promise<void> {
    return this.registry.close();
  }

  /** An agent that has logged in, and where its clients and keys are. */
  async newAgent(permissions: string[] = ['self:read', 'tool:read', 'tool:invoke']) {
    const agent = { name: `c-${randomUUID().slice(0, 8)}`, type: 'service', permissions, password: PASSWORD };
    const { id, name } = (await this.admin.post('/api/v1/agents', agent)).body;
    const paths = { clients: `/api/v1/agents/${id}/clients`, keys: `/api/v1/agents/${id}/api-keys` };
    return { id: id as string, ...paths, client: await this.anybody.login(name, PASSWORD) };
  }

  /** One with a secret, unless asked for something else. */
  async newClient(caller: ApiClient, path: string, wanted: object = {}): Promise<MadeClient> {
    const { status, body } = await caller.post(path, { name: 'c', authentication: 'client_secret', ...wanted });
    expect([status, body]).toMatchObject([201, { revision: 1 }]);
    return { id: body.id, secret: body.clientSecret, path: `${path}/${body.id}` };
  }

  login(clientId: string, clientSecret: unknown): Promise<ApiReply> {
    const credentials = { clientId, clientSecret };
    return this.anybody.post('/api/v1/auth/token', { method: 'client_credentials', credentials });
  }

  async tokenOf({ id, secret }: Pick<MadeClient, 'id' | 'secret'>): Promise<string> {
    const reply = await this.login(id, secret);
    expect(reply.status).toBe(200);
    return reply.body.accessToken;
  }

  me(bearer: string): Promise<ApiReply> {
    return this.anybody.as(bearer).get('/api/v1/auth/me');
  }
}

/** A wish for a client that proves itself by these keys. */
export const withKeys = (...keys: object[]) => ({ authentication: 'private_key_jwt', jwks: { keys } });
