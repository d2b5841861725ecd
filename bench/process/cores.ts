import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const SERVER_CORE = '0';
const LOAD_CORE = '1';

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', SERVER_CORE, 'true']).status === 0;

/** The command, kept to the core of the servers where the machine can do that. */
export const onServerCore = (...command: string[]) => pinned(SERVER_CORE, command);

/** The command, kept to the core of the load, so that it takes nothing from the servers. */
export const onLoadCore = (...command: string[]) => pinned(LOAD_CORE, command);

export const pinning = canPin ? `servers on core ${SERVER_CORE}, load on core ${LOAD_CORE}` : 'not pinned to cores';

function pinned(core: string, command: string[]): [string, string[]] {
  const [program = '', ...args] = canPin ? ['taskset', '-c', core, ...command] : command;
  return [program, args];
}
