import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const REDIRECT_URI = 'https://portal.example/callback';
const MOST_STEPS = 10;

export interface UserTokens {
  readonly accessToken: string;
  readonly idToken: string;
}

/** `oidc-provider` in a process of its own: Jest cannot load it. */
export class OidcProvider {
  private constructor(
    readonly url: string,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(resource: string): Promise<OidcProvider> {
    const program = join(import.meta.dirname, 'oidc-provider.mjs');
    const child = spawn(process.execPath, [program, resource], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new OidcProvider(line.toString().trim(), async () => {
      child.kill();
      await once(child, 'close');
    });
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  close(): Promise<void> {
    return this.stop();
  }

  /** An access token of the machine `report-writer`. */
  async machineToken(): Promise<string> {
    const tokens = await this.token('report-writer', 'a secret of the report writer', {
      grant_type: 'client_credentials',
      scope: 'tools',
    });
    return tokens['access_token'] ?? '';
  }

  /** What the portal gets when alice logs in there. */
  async userTokens(): Promise<UserTokens> {
    const grant = { grant_type: 'authorization_code', code: await this.code(), redirect_uri: REDIRECT_URI };
    const tokens = await this.token('portal', 'a secret of the portal', grant);
    return { accessToken: tokens['access_token'] ?? '', idToken: tokens['id_token'] ?? '' };
  }

  /** Follows alice's browser, cookies and all, until it is sent back to the portal. */
  private async code(): Promise<string> {
    const query = { client_id: 'portal', response_type: 'code', scope: 'openid tools', redirect_uri: REDIRECT_URI };
    const cookies = new Map<string, string>();
    let next = new URL(`/auth?${new URLSearchParams({ ...query, nonce: 'n-1' }).toString()}`, this.url);
    for (let step = 0; step < MOST_STEPS && next.origin === this.url; step += 1) {
      const cookie = [...cookies].map((it) => it.join('=')).join('; ');
      const reply = await fetch(next, { headers: { cookie }, redirect: 'manual' });
      for (const it of reply.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(it) ?? [];
        cookies.set(name, value);
      }
      next = new URL(reply.headers.get('location') ?? 'about:blank', next);
    }
    return next.searchParams.get('code') ?? '';
  }

  private async token(client: string, secret: string, form: Record<string, string>): Promise<Record<string, string>> {
    const basic = [client, secret].map((it) => new URLSearchParams({ it }).toString().slice(3)).join(':');
    const authorization = `Basic ${Buffer.from(basic).toString('base64')}`;
    const body = new URLSearchParams(form);
    const reply = await fetch(`${this.url}/token`, { method: 'POST', headers: { authorization }, body });
    return (await reply.json()) as Record<string, string>;
  }
}
