import { migrate, openDatabase } from '../database/index.js';
import { runCommand } from './run-command.js';

await runCommand(async (environment) => {
  const database = await openDatabase(environment);
  try {
    const names = await migrate(database.url, environment.DATABASE_CONNECT_TIMEOUT_MS);
    return names.length > 0 ? `Ran ${names.join(', ')}.` : 'The schema is up to date.';
  } finally {
    await database.close();
  }
});
