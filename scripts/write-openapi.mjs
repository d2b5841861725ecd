/** Writes openapi.json as the built registry serves it: started on a database of its own, with nothing but built-in kinds. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '../dist/src/bootstrap.js';
import { buildDocument } from '../dist/src/openapi/document.js';

const folder = await mkdtemp(join(tmpdir(), 'registry-openapi-'));
try {
  const app = await createRegistry({ variables: { DATA_DIR: folder, LOG_LEVEL: 'silent' } });
  try {
    await app.init();
    const document = buildDocument(app);
    await writeFile(new URL('../openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
    console.log(`openapi.json: ${Object.keys(document.paths).length} paths`);
  } finally {
    await app.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
