import type { AccessRequest, Entity, EntityPage, EntitySource, PolicyType, Verdict } from '../../src/policy/index.js';
import type { CompiledPolicy } from '../../src/policy/decisions/compiled-policy.js';
import { fullTarget } from '../../src/policy/target.js';

/** A kind that answers as it is told. */
export class ScriptedKind implements PolicyType {
  readonly kind = 'scripted';
  readonly description = 'Answers as it is told.';
  readonly settingsDto = Object;
  readonly defaultEffect = 'permit';

  constructor(
    readonly evaluate: PolicyType<object, never>['evaluate'],
    readonly dependsOn: PolicyType['dependsOn'] = 'call',
  ) {}
}

export function scripted(outcome: Verdict['outcome'], rest: Partial<Verdict> = {}): ScriptedKind {
  return new ScriptedKind(() => ({ outcome, reasons: [], ...rest }), 'principal');
}

interface PolicyOptions extends Partial<Pick<CompiledPolicy, 'effect' | 'mode'>> {
  target?: Partial<CompiledPolicy['target']>;
}

let count = 0;

/** A policy ready to be evaluated: an enforced permit about everything, unless said otherwise. */
export function policyOf(type: PolicyType, options: PolicyOptions = {}): CompiledPolicy {
  return { ...rowOf(options), type, settings: {} };
}

/** A policy whose kind is not installed. */
export function orphanOf(options: PolicyOptions = {}): CompiledPolicy {
  return { ...rowOf(options), failure: { code: 'KIND_NOT_INSTALLED', detail: 'It is gone.' } };
}

function rowOf({ target, ...options }: PolicyOptions) {
  const id = `policy-${String(++count)}`;
  const row = {
    id,
    revision: 1,
    name: id,
    kind: 'scripted',
    effect: 'permit',
    mode: 'enforced',
    target: fullTarget(target),
    obligations: [],
  } as const;
  return { ...row, ...options };
}

export function toolOf(id: string, attributes: Record<string, unknown> = {}): Entity {
  return { type: 'tool', id, attributes: { tags: [], toolType: 'http', ownerId: 'nobody', ...attributes } };
}

export function requestAbout(resource: Entity, rest: Partial<AccessRequest> = {}): AccessRequest {
  const subject = { id: 'agent-1', name: 'agent', type: 'bot', roles: ['user'] };
  return { subject, action: 'invoke', at: new Date('2026-03-02T10:00:00Z'), resource, ...rest };
}

/** Tools kept in a list, two a page. */
export class ListedTools implements EntitySource {
  readonly kind = 'tool';
  readonly description = 'Tools kept in a list.';
  pagesRead = 0;

  constructor(public tools: readonly Entity[]) {}

  async get(id: string): Promise<Entity | undefined> {
    return this.tools.find((it) => it.id === id);
  }

  async page(after?: string): Promise<EntityPage> {
    this.pagesRead++;
    const start = after === undefined ? 0 : this.tools.findIndex((it) => it.id === after) + 1;
    const entities = this.tools.slice(start, start + 2);
    const last = entities.at(-1);
    return start + 2 < this.tools.length && last ? { entities, next: last.id } : { entities };
  }
}
