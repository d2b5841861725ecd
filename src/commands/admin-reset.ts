import { AdministratorReset } from '../auth/index.js';
import { createRegistry } from '../bootstrap.js';
import { processVariables } from '../config/process-variables.js';
import { runCommand } from './run-command.js';

await runCommand(async ({ ADMIN_PASSWORD }) => {
  const app = await createRegistry({ variables: { ...processVariables(), LOG_LEVEL: 'error' } });
  try {
    await app.init();
    const { username, password } = await app.get(AdministratorReset).resetAdministrator();
    return `Login: ${username} / ${ADMIN_PASSWORD === undefined ? password : '(the password in ADMIN_PASSWORD)'}`;
  } finally {
    await app.close();
  }
});
