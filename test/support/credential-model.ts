import { Clock } from '../../src/common/clock.js';
import { ApiClient } from './api-client.js';
import { startTestRegistry, type TestRegistry } from './registry.js';
import { createDatabase, type TestDatabase } from './test-database.js';
import { registerTool } from './tools.js';

const PASSWORD = 'a-long-enough-password';
export const MAX_TTL_SECONDS = 3600;

/** What is known of a credential without asking. */
export interface ModelCredential {
  readonly id: string;
  readonly token: string;
  readonly holder: number;
  readonly tool: number;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  readonly hardEnd: number;
  readonly delegations: number;
  readonly parent: ModelCredential | undefined;
  readonly maxUses: number | null;
  end: number;
  usesLeft: number | null;
  revoked: boolean;
}

/** All credentials of a run. */
export interface CredentialModel {
  readonly credentials: ModelCredential[];
}

interface Actor {
  readonly id: string;
  readonly name: string;
  client: ApiClient;
}

/** A registry on one database, with a clock of its own, that can be stopped and started. */
export class RestartableRegistry {
  #now = Date.now();
  #admin!: ApiClient;
  #registry!: TestRegistry;
  #runs = 0;
  readonly #agents: Actor[] = [];
  readonly #tools: string[] = [];

  private constructor(private readonly database: TestDatabase) {}

  static async start(): Promise<RestartableRegistry> {
    const system = new RestartableRegistry(await createDatabase());
    await system.boot();
    await system.admin.post('/api/v1/policies', {
      name: 'everybody vends',
      kind: 'role_based',
      effect: 'permit',
      settings: { roles: 'any' },
      target: { actions: { only: ['vend'] } },
    });
    return system;
  }

  /** Two agents and two tools that nobody has used before. */
  async newRun(): Promise<void> {
    this.#runs += 1;
    this.#agents.length = 0;
    this.#tools.length = 0;
    for (const letter of ['a', 'b']) {
      const name = `run_${this.#runs}_${letter}`;
      const agent = { name, type: 'bot', roles: ['user'], password: PASSWORD };
      const { status, body } = await this.admin.post('/api/v1/agents', agent);
      expect(status).toBe(201);
      this.#agents.push({ id: body.id, name, client: await this.logIn(name) });
      this.#tools.push((await registerTool(this.admin, { scopes: ['read', 'write'] })).id);
    }
  }

  async restart(): Promise<void> {
    await this.#registry.close();
    await this.boot();
    await this.logAllIn();
  }

  async end(): Promise<void> {
    await this.#registry.close();
    await this.database.drop();
  }

  /** Time passes, and whoever was logged in logs in anew. */
  async forward(seconds: number): Promise<void> {
    this.#now += seconds * 1000;
    await this.logAllIn();
  }

  get now(): number {
    return this.#now;
  }

  get admin(): ApiClient {
    return this.#admin;
  }

  agent(index: number): Actor {
    return this.#agents[index] ?? raise(`no agent ${index}`);
  }

  tool(index: number): string {
    return this.#tools[index] ?? raise(`no tool ${index}`);
  }

  /** What is answered about a token, byte for byte. */
  async validation(token: string): Promise<string> {
    const reply = await fetch(`${this.#registry.url}/api/v1/credentials/validate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.admin.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(reply.status).toBe(200);
    return reply.text();
  }

  /** What the registry says of every credential of this run, by id. */
  async records(): Promise<Map<string, Record<string, unknown>>> {
    const pages = this.#tools.map((it) => this.admin.get(`/api/v1/credentials?toolId=${it}&limit=100`));
    const rows = (await Promise.all(pages)).flatMap(({ body }) => body.data as Record<string, unknown>[]);
    return new Map(rows.map((it) => [it['id'] as string, it]));
  }

  private async boot(): Promise<void> {
    const ttl = { CREDENTIAL_MAX_TTL_SECONDS: String(MAX_TTL_SECONDS), ACCESS_TOKEN_TTL_SECONDS: '3600' };
    this.#registry = await startTestRegistry({ variables: { DATABASE_URL: this.database.url, ...ttl } });
    jest.spyOn(this.#registry.app.get(Clock), 'now').mockImplementation(() => new Date(this.#now));
    this.#admin = await new ApiClient(this.#registry.url).login();
  }

  private async logAllIn(): Promise<void> {
    this.#admin = await new ApiClient(this.#registry.url).login();
    for (const agent of this.#agents) agent.client = await this.logIn(agent.name);
  }

  private logIn(name: string): Promise<ApiClient> {
    return new ApiClient(this.#registry.url).login(name, PASSWORD);
  }
}

export function statusIn(credential: ModelCredential, now: number): 'revoked' | 'expired' | 'used_up' | 'active' {
  if (credential.revoked) return 'revoked';
  if (credential.end <= now) return 'expired';
  return credential.usesLeft === 0 ? 'used_up' : 'active';
}

function raise(message: string): never {
  throw new Error(message);
}
