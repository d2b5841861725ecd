import { VaultError } from './vault-error.js';

const MAX_CHARACTERS = 65_536;
const TIMEOUT_MS = 5000;

export interface VaultOptions {
  /** Such as `https://vault.example.com:8200`. */
  readonly address: string;
  readonly token: string;
  readonly namespace?: string;
  /** Where the KV engine, version 2, is mounted. */
  readonly mount: string;
  /** Milliseconds for one answer. Default: 5,000. */
  readonly timeoutMs?: number;
}

interface Answer {
  readonly errors?: readonly string[];
  readonly data?: { readonly data?: { readonly value?: unknown } | null } | null;
}

/**
 * Values in the KV version 2 engine of HashiCorp Vault or OpenBao, each as the member `value` of a secret of its own.
 *
 * Every method rejects with a `VaultError`, or with what the given `http` rejects with.
 *
 * @see https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2
 */
export class VaultKv {
  constructor(
    private readonly http: typeof globalThis.fetch,
    private readonly options: VaultOptions,
  ) {}

  /** The newest version; undefined where there is none, or it is deleted. */
  async read(path: string): Promise<string | undefined> {
    const { status, answer } = await this.ask('GET', 'data', path);
    if (status === 404 && isAbsence(answer)) return undefined;
    if (status !== 200) throw VaultError.of(status);
    const value = answer?.data?.data?.value;
    if (typeof value !== 'string') throw new VaultError('VaultMalformed');
    return value;
  }

  async write(path: string, value: string): Promise<void> {
    const { status, answer } = await this.ask('POST', 'data', path, { data: { value } });
    if (status !== 200) throw VaultError.of(status);
    if (!answer?.data) throw new VaultError('VaultMalformed');
  }

  /** With all its versions, for good; also where there is none. */
  async destroy(path: string): Promise<void> {
    const { status, answer } = await this.ask('DELETE', 'metadata', path);
    if (status !== 204 && !(status === 404 && isAbsence(answer))) throw VaultError.of(status);
  }

  private async ask(method: string, part: 'data' | 'metadata', path: string, body?: object) {
    const { address, token, namespace, mount, timeoutMs = TIMEOUT_MS } = this.options;
    const segments = [mount, part, path].flatMap((it) => it.split('/')).map(encodeURIComponent);
    const reply = await this.http(`${address.replace(/\/+$/, '')}/v1/${segments.join('/')}`, {
      method,
      headers: {
        'x-vault-token': token,
        'x-vault-request': 'true',
        ...(namespace && { 'x-vault-namespace': namespace }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: reply.status, answer: parse(await reply.text()) };
  }
}

/** What is not there has no errors, or is a version with a time of deletion; a path that leads nowhere has errors. */
function isAbsence(answer: Answer | undefined): boolean {
  return answer !== undefined && (answer.errors ?? []).length === 0;
}

function parse(text: string): Answer | undefined {
  if (text.length > MAX_CHARACTERS) throw new VaultError('VaultMalformed');
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}
