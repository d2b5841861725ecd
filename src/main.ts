import { createRegistry } from './bootstrap.js';

const app = await createRegistry({ variables: process.env });
await app.listen(3000, '127.0.0.1');
