/** What another team's `main.ts` starts the registry with. */
export type { ExtensionModule } from '../app.module.js';
export { createRegistry, type RegistryOptions } from '../bootstrap.js';
export { serve } from '../serve.js';
