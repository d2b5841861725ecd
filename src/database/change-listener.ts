import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Change, CHANGE_CHANNEL } from './change-log.js';

const PATIENCE_MS = 5000;

/** One connection that hears of changes for as long as it stays. */
export interface ListenSession {
  readonly client: Client;
  /**
   * Waits.
   *
   * @returns false when it was told to stop waiting.
   * @throws Error when the connection is lost meanwhile.
   */
  stays(milliseconds: number, stop: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the connections, outside the pool, on which PostgreSQL notifies this instance. */
export class ChangeListener {
  constructor(private readonly url: string) {}

  async open(heard: (change: Change) => void): Promise<ListenSession> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'genai-tool-registry changes',
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload = '' }) => {
      const [topic, key] = JSON.parse(payload) as [string, string];
      heard({ topic, key });
    });
    const lost = once(client, 'end').then(() => Promise.reject(new Error('the connection was lost')));
    lost.catch(() => undefined);
    await client.connect();
    await client.query(`LISTEN ${CHANGE_CHANNEL}`);
    return { client, stays: (time, stop) => Promise.race([lost, pause(time, stop)]), close: () => close(client) };
  }
}

async function pause(milliseconds: number, stop: AbortSignal): Promise<boolean> {
  try {
    return await delay(milliseconds, true, { signal: stop, ref: false });
  } catch {
    return false;
  }
}

async function close(client: Client): Promise<void> {
  await client.end().catch(() => undefined);
}
