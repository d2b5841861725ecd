import type { OperationObject } from '@nestjs/swagger';

/**
 * Says where the value of each path parameter is found: in the list that the path goes through.
 *
 * @param place such as `GET /api/v1/tools/{id}`.
 * @param places all operations by their places.
 */
export function describePathParameters(
  operation: OperationObject,
  place: string,
  places: ReadonlyMap<string, OperationObject>,
): void {
  for (const parameter of operation.parameters ?? []) {
    if (!('in' in parameter) || parameter.in !== 'path') continue;
    const [path = ''] = place.replace(/^\w+ /, '').split(`/{${parameter.name}}`);
    const list = `GET ${path}`;
    parameter.description ??= places.has(list) ? `As \`${list}\` shows it.` : 'Says which one.';
  }
}
