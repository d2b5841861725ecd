import { pointerTo } from '../../common/json-pointer.js';
import type { CheckedTool } from './tool-check.js';

/** A text of a tool, and where it stands. */
export interface ToolText {
  readonly text: string;
  readonly pointer: string;
}

/** Every text that a model may come to read: title, description, and what the schemas say, names of members too. */
export function textsForModels({ title, description, inputSchema, outputSchema }: CheckedTool): ToolText[] {
  return [
    { text: title, pointer: '/title' },
    { text: description, pointer: '/description' },
    ...textsIn(inputSchema, '/inputSchema'),
    ...textsIn(outputSchema, '/outputSchema'),
  ];
}

/** Every text of the tool. */
export function allTexts(tool: CheckedTool): ToolText[] {
  const { endpoint, settings, metadata, scopes } = tool;
  return [
    ...textsForModels(tool),
    { text: endpoint, pointer: '/endpoint' },
    ...textsIn(settings, '/settings'),
    ...textsIn(metadata, '/metadata'),
    ...textsIn(scopes, '/scopes'),
  ];
}

function textsIn(root: unknown, pointer: string): ToolText[] {
  const texts: ToolText[] = [];
  const open: { value: unknown; at: string }[] = [{ value: root, at: pointer }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, at } = place;
    if (typeof value === 'string') texts.push({ text: value, pointer: at });
    if (typeof value !== 'object' || value === null) continue;
    const isList = Array.isArray(value);
    for (const [name, member] of Object.entries(value)) {
      const there = pointerTo(at, name);
      if (!isList) texts.push({ text: name, pointer: there });
      open.push({ value: member, at: there });
    }
  }
  return texts;
}
