import { createRegistry } from '../bootstrap.js';
import { processVariables } from '../config/process-variables.js';
import { Rewrapping } from '../database/index.js';
import { runCommand } from './run-command.js';

const REST =
  'MASTER_KEYS_PREVIOUS may be left out now. API keys, client secrets and tokens that were last used before the change of key end with it.';

await runCommand(async () => {
  const app = await createRegistry({ variables: { ...processVariables(), LOG_LEVEL: 'error' } });
  try {
    await app.init();
    const done = await app.get(Rewrapping).run();
    return [...done.map(({ table, values }) => `${table}: ${values}`), REST].join('\n');
  } finally {
    await app.close();
  }
});
