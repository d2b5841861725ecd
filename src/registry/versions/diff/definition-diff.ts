import type { JsonSchema } from '../../../common/schemas/json-schema.js';
import type { DefinitionChange, Impact } from '../../tools/definition-change.js';
import type { ToolAnnotations } from '../../tools/tool-annotations.js';
import type { ToolDefinition } from '../../tools/tool-snapshot.js';
import type { Effect } from './effect.js';
import { schemaChanges } from './schema-diff.js';
import { type ValueChange, valueChanges } from './value-diff.js';

type Meaning = Readonly<Record<Effect, Pick<DefinitionChange, 'impact' | 'detail'>>>;

const UNKNOWN = { impact: 'major', detail: 'Changed in a way that may break callers.' } as const;
const SAME = { impact: 'patch', detail: 'Says the same in other words.' } as const;
const EXTENDS = { impact: 'minor', detail: 'Describes a property that was not described.' } as const;

/** What goes in may be more than before, what comes out may be less. */
const OF_INPUT: Meaning = {
  none: SAME,
  extends: EXTENDS,
  widens: { impact: 'minor', detail: 'Takes more than before.' },
  narrows: { impact: 'major', detail: 'Takes less than before.' },
  unknown: UNKNOWN,
};
const OF_OUTPUT: Meaning = {
  none: SAME,
  extends: EXTENDS,
  widens: { impact: 'major', detail: 'May answer what it did not before.' },
  narrows: { impact: 'minor', detail: 'Answers nothing that it did not before.' },
  unknown: UNKNOWN,
};

const OF_VALUES: Readonly<Record<ValueChange['kind'], Pick<DefinitionChange, 'impact' | 'detail'>>> = {
  added: { impact: 'minor', detail: 'Added.' },
  removed: { impact: 'major', detail: 'Removed.' },
  changed: UNKNOWN,
};

/** From what is safe to rely on, to what is not; silence is between. */
const SAFE: Readonly<Record<keyof ToolAnnotations, boolean>> = {
  readOnly: true,
  destructive: false,
  idempotent: true,
  openWorld: false,
};

/** Every change between two definitions; none where they are equal. What is not understood counts as breaking. */
export function definitionChanges(before: ToolDefinition, after: ToolDefinition): DefinitionChange[] {
  return [
    ...valueChanges(before.toolType, after.toolType, '/type').map(explained),
    ...valueChanges(before.endpoint, after.endpoint, '/endpoint').map(explained),
    ...dutyChanges(before.authRequired, after.authRequired),
    ...valueChanges(before.settings, after.settings, '/settings').map(explained),
    ...meant(schemaChanges(before.inputSchema, after.inputSchema, '/inputSchema'), OF_INPUT),
    ...outputChanges(before.outputSchema, after.outputSchema),
    ...scopeChanges(before.scopes, after.scopes),
    ...annotationChanges(before.annotations, after.annotations),
  ];
}

/** The gravest of them; undefined where there is none. */
export function impactOf(changes: readonly DefinitionChange[]): Impact | undefined {
  return (['major', 'minor', 'patch'] as const).find((impact) => changes.some((it) => it.impact === impact));
}

const explained = ({ pointer, kind }: ValueChange): DefinitionChange => ({ pointer, ...OF_VALUES[kind] });

function meant(changes: readonly { pointer: string; effect: Effect }[], meaning: Meaning): DefinitionChange[] {
  return changes.map(({ pointer, effect }) => ({ pointer, ...meaning[effect] }));
}

function dutyChanges(before: boolean, after: boolean): DefinitionChange[] {
  if (before === after) return [];
  const pointer = '/authRequired';
  if (after) return [{ pointer, impact: 'major', detail: 'Demands a vended credential now.' }];
  return [{ pointer, impact: 'minor', detail: 'Demands no vended credential any more.' }];
}

function outputChanges(before: JsonSchema | null, after: JsonSchema | null): DefinitionChange[] {
  const pointer = '/outputSchema';
  if (before && after) return meant(schemaChanges(before, after, pointer), OF_OUTPUT);
  const said = before ?? after;
  if (!said) return [];
  if (Object.keys(said).length === 0) return [{ pointer, ...SAME }];
  return [{ pointer, ...OF_OUTPUT[after ? 'narrows' : 'widens'] }];
}

function scopeChanges(before: readonly string[], after: readonly string[]): DefinitionChange[] {
  const added = after.filter((it) => !before.includes(it));
  const removed = before.filter((it) => !after.includes(it));
  return [
    ...added.map((it) => ({ pointer: '/scopes', impact: 'minor' as const, detail: `The scope ${it} was added.` })),
    ...removed.map((it) => ({ pointer: '/scopes', impact: 'major' as const, detail: `The scope ${it} was removed.` })),
  ];
}

function annotationChanges(before: ToolAnnotations, after: ToolAnnotations): DefinitionChange[] {
  return (Object.keys(SAFE) as (keyof ToolAnnotations)[])
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      const isSafer = trust(name, after[name]) > trust(name, before[name]);
      const pointer = `/annotations/${name}`;
      if (isSafer) return { pointer, impact: 'minor', detail: 'A call is said to be safer than before.' };
      return { pointer, impact: 'major', detail: 'A call is no longer said to be as safe as before.' };
    });
}

function trust(name: keyof ToolAnnotations, value: boolean | undefined): number {
  if (value === undefined) return 1;
  return value === SAFE[name] ? 2 : 0;
}
