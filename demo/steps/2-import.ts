import { exampleDocuments, type NamedDocument } from '../catalogue.js';
import { expect, heading, say } from '../console.js';
import type { Step, Story } from '../story.js';
import { warehouseDocument } from '../warehouse.openapi.js';

export const importTools: Step = async (story) => {
  heading(2, 'Real tools come in');
  const documents = await exampleDocuments();
  for (const document of documents) await importDocument(story, document);
  const versions = new Set(documents.map(({ document }) => (document.openapi ?? document.swagger ?? '').slice(0, 3)));
  expect(documents.length >= 8, `${documents.length} documents came in`);
  expect(
    ['2.0', '3.0', '3.1'].every((it) => versions.has(it)),
    'in OpenAPI 2.0, 3.0 and 3.1',
    [...versions],
  );
  await importDocument(story, { name: 'warehouse', document: warehouseDocument(story.warehouse.url) });
  story.tool = await findTool(story, 'warehouse_readStock');
  await attachSecret(story);
};

async function importDocument(story: Story, { name, document }: NamedDocument): Promise<void> {
  const reply = await story.admin.post('/api/v1/tools/import', {
    format: 'openapi',
    documentName: name,
    document,
    baseUrl: 'https://api.example.com',
    tags: [name],
  });
  expect(reply.status === 200, `${name} is imported`, reply.body);
  const { created, updated, unchanged, skipped } = reply.body;
  say(
    `     ${created.length} created, ${updated.length} updated, ${unchanged.length} unchanged, ${skipped.length} skipped`,
  );
}

async function findTool(story: Story, name: string): Promise<Story['tool']> {
  const list = await story.admin.get('/api/v1/tools?tag=warehouse');
  const tool = list.body.data.find((it: { name: string }) => it.name === name);
  expect(tool !== undefined, `${name} is in the catalogue`, list.body);
  const { body } = await story.admin.get(`/api/v1/tools/${tool.id}`);
  expect(body.type === 'http', 'its type is http', body.type);
  expect(body.inputSchema.properties.sku !== undefined, 'its input schema names the article number', body.inputSchema);
  expect(body.outputSchema.properties.pieces !== undefined, 'its output schema names the pieces', body.outputSchema);
  return { id: tool.id, name };
}

async function attachSecret(story: Story): Promise<void> {
  const reply = await story.admin.put(`/api/v1/tools/${story.tool.id}/secrets/warehouseKey`, {
    placement: 'header',
    name: 'X-Warehouse-Key',
    value: story.warehouseKey,
  });
  expect(reply.status < 300, 'the key that the warehouse wants lies in its slot', reply.body);
  expect(!JSON.stringify(reply.body).includes(story.warehouseKey), 'and is shown to nobody');
}
