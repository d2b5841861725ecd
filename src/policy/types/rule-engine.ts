import { defaultMethods, LogicEngine } from 'json-logic-engine';
import { OPERATORS, operationOf, type Rule } from './rule.js';
import { textOf } from './rule-text.js';

/** One of the conditions that a rule joins by `and`. */
export interface Condition {
  readonly text: string;
  readonly ask: (shown: object) => unknown;
  /** Whether the answer can change by time alone. */
  readonly timed: boolean;
}

type Scalar = number | string;
const IN_ORDER: Readonly<Record<string, (a: Scalar, b: Scalar) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const engine = new LogicEngine(Object.fromEntries(OPERATORS.map((it) => [it, defaultMethods[it]])));
for (const [operator, holds] of Object.entries(IN_ORDER)) {
  engine.addMethod(operator, ([a, b]) => holds(...comparable(a, b)), { deterministic: true });
}

const compiled = new WeakMap<object, readonly Condition[]>();

/** What a rule asks, condition by condition: compiled when the policy's settings are read, never again. */
export function conditionsOf(rule: Rule & object): readonly Condition[] {
  const known = compiled.get(rule);
  if (known) return known;
  const conditions = conjuncts(rule).map(conditionOf);
  compiled.set(rule, conditions);
  return conditions;
}

function conditionOf(rule: Rule): Condition {
  const ask = engine.build(exact(rule)) as Condition['ask'];
  return { text: textOf(rule), ask, timed: JSON.stringify(rule).includes('"request') };
}

function conjuncts(rule: Rule): readonly Rule[] {
  const operation = operationOf(rule);
  return operation?.operator === 'and' ? operation.operands.flatMap(conjuncts) : [rule];
}

/** To JSON-logic, all is true of a list that is absent, and nothing of one that is empty: whoever leaves it out gets no more. */
function exact(rule: Rule): Rule {
  const operation = operationOf(rule);
  if (!operation) return Array.isArray(rule) ? (rule as readonly Rule[]).map(exact) : rule;
  const operands = operation.operands.map(exact);
  const same = { [operation.operator]: operands };
  return operation.operator === 'all' ? { and: [{ '!==': [operands[0] ?? null, null] }, same] } : same;
}

/** JSON-logic takes what is absent for 0; an amount that nobody named would be below every limit. */
function comparable(a: unknown, b: unknown): [Scalar, Scalar] {
  if (typeof a === 'number' && typeof b === 'number') return [a, b];
  if (typeof a === 'string' && typeof b === 'string') return [a, b];
  throw new TypeError('Only two numbers or two texts have an order');
}
