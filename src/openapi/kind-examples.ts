import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';
import type { ShownKinds } from '../common/extensions/shows-kinds.decorator.js';
import type { Described } from './extension-settings.js';
import { sampleOf } from './sample.js';

/** Lists the kinds in the operation's description, and shows a body of each. */
export function showKinds(
  operation: OperationObject,
  { told, bodyOf }: ShownKinds,
  kinds: readonly Described[],
  document: OpenAPIObject,
): void {
  const list = kinds.map(({ kind, description }) => `- \`${kind}\`: ${description}`);
  operation.description = [operation.description, `Kinds that are installed:\n\n${list.join('\n')}`].join('\n\n');
  const { requestBody } = operation;
  const body = requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
  if (!body) return;
  body.examples = Object.fromEntries(
    kinds.map((type) => {
      const model = told === 'settings' ? type.settingsDto : type.credentialsDto;
      const schema = model && document.components?.schemas?.[model.name];
      const value = bodyOf(type.kind, sampleOf(schema, document) as object);
      return [type.kind, { summary: type.kind, description: type.description, value }];
    }),
  );
}
