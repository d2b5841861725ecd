import { AdministratorReset } from '../auth/index.js';
import { createRegistry } from '../bootstrap.js';
import { processVariables } from '../config/process-variables.js';
import { runCommand } from './run-command.js';

const ENDED = 'Its API keys, clients, sessions and links to other issuers have ended. Make anew what you need.';

await runCommand(async ({ ADMIN_PASSWORD }) => {
  const app = await createRegistry({ variables: { ...processVariables(), LOG_LEVEL: 'error' } });
  try {
    await app.init();
    const { username, password, wasKnown } = await app.get(AdministratorReset).resetAdministrator();
    const login = `Login: ${username} / ${ADMIN_PASSWORD === undefined ? password : '(the password in ADMIN_PASSWORD)'}`;
    return wasKnown ? `${login}\n${ENDED}` : login;
  } finally {
    await app.close();
  }
});
