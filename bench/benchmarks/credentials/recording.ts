import { setTimeout as after } from 'node:timers/promises';
import { ask } from '../../ask.js';
import type { HttpCase } from '../../http-cases.js';
import { PUBLIC_HOST } from '../../process/workspace.js';
import type { Pair } from './cases.js';

const PAUSE_MS = 50;

/** Shows a server one request of each kind: the second, for the first also asks for what is kept in memory from then on. */
export async function recordStatements(pairs: readonly Pair[]): Promise<void> {
  for (const { name, request, statements, subjects } of pairs) {
    if (!statements) continue;
    const last = subjects.length - 1;
    await request.before?.();
    await post(request, request.paths[0], request.bodies?.[0]);
    // By its milliseconds is told what existed before from what the request makes.
    await after(PAUSE_MS);
    await post(statements, '/statements/record');
    await post(request, request.paths.at(-1), request.bodies?.[last]);
    await post(statements, `/statements/keep/${encodeURIComponent(name)}`, JSON.stringify(subjects[last]));
  }
}

async function post({ server, headers }: HttpCase, path = '', json = '{}'): Promise<void> {
  const question = { method: 'POST', headers: { ...headers, host: PUBLIC_HOST }, body: JSON.parse(json) as object };
  const { status, body } = await ask(server.url + path, question);
  if (status >= 300) throw new Error(`${path} was answered ${status}: ${JSON.stringify(body)}`);
}
