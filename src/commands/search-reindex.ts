import { createRegistry } from '../bootstrap.js';
import { processVariables } from '../config/process-variables.js';
import { Reindexing } from '../registry/index.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const app = await createRegistry({ variables: { ...processVariables(), LOG_LEVEL: 'error' } });
  try {
    await app.init();
    return `tools indexed: ${await app.get(Reindexing, { strict: false }).run()}`;
  } finally {
    await app.close();
  }
});
