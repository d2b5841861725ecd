import { refuseOldNode } from './preflight.js';

refuseOldNode();
const { serve } = await import('./serve.js');
await serve();
