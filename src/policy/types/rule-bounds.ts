import { pointerTo } from '../../common/json-pointer.js';
import { OPERATORS, operationOf, QUANTIFIERS, ROOTS, type Rule } from './rule.js';
import { mayBeTrueOrFalse } from './rule-variables.js';

const MOST_PARTS = 500;
const DEEPEST = 16;
const LONGEST_TEXT = 1_000;
const PATH = /^[\w-]{1,64}(\.[\w-]{1,64}){0,15}$/;
/** What every object has without anybody having put it there. */
const INHERITED = ['__proto__', 'constructor', 'prototype'];

interface Part {
  readonly rule: Rule;
  readonly pointer: string;
  readonly depth: number;
  readonly quantified: boolean;
}

/** Why something is no rule that can be used, and where; undefined when nothing speaks against it. */
export function problemWithRule(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return 'it must be an object';
  const open: Part[] = [{ rule: rule as Rule, pointer: '', depth: 0, quantified: false }];
  for (let seen = 1, part = open.pop(); part; seen += 1, part = open.pop()) {
    if (seen > MOST_PARTS) return `it has more than ${String(MOST_PARTS)} parts`;
    const problem = problemWithPart(part);
    if (problem !== undefined) return `at "${part.pointer.slice(0, 200)}": ${problem}`;
    open.push(...partsOf(part).reverse());
  }
  return mayBeTrueOrFalse(rule as Rule)
    ? undefined
    : 'what it yields is never true or false: compare it with something';
}

function problemWithPart({ rule, depth, quantified }: Part): string | undefined {
  if (depth > DEEPEST) return `rules nest at most ${String(DEEPEST)} deep`;
  if (typeof rule === 'string' && rule.length > LONGEST_TEXT)
    return `a text has at most ${String(LONGEST_TEXT)} characters`;
  const operation = operationOf(rule);
  if (!operation) return undefined;
  const { operator, operands } = operation;
  if (Object.keys(rule as object).length !== 1) return 'an object has one member, whose name is an operator';
  if (!includes(OPERATORS, operator)) return `the operator is not known; known are ${OPERATORS.join(' ')}`;
  if (operator === 'var') return problemWithPath(operands, quantified);
  if (quantified && includes(QUANTIFIERS, operator)) return 'some, all and none stand in no other of them';
  return problemWithCount(operator, operands.length);
}

function problemWithPath([path, ...others]: readonly Rule[], quantified: boolean): string | undefined {
  if (typeof path !== 'string' || others.length > 0) return 'var takes one text';
  if (quantified && path === '') return undefined;
  const names = path.split('.');
  if (!PATH.test(path) || names.some((it) => INHERITED.includes(it))) return 'var takes names joined by dots';
  return quantified || includes(ROOTS, names[0]) ? undefined : `var begins with ${ROOTS.join(', ')}`;
}

function problemWithCount(operator: string, count: number): string | undefined {
  if (operator === 'and' || operator === 'or') return count > 0 ? undefined : `${operator} takes at least one operand`;
  const wanted = operator === '!' ? 1 : 2;
  return count === wanted ? undefined : `${operator} takes ${wanted === 1 ? 'one operand' : 'two operands'}`;
}

function partsOf({ rule, pointer, depth, quantified }: Part): Part[] {
  const operation = operationOf(rule);
  if (!operation) return Array.isArray(rule) ? parts(rule as readonly Rule[], pointer, depth, () => quantified) : [];
  const { operator, operands } = operation;
  if (operator === 'var') return [];
  const isBody = (index: number) => quantified || (includes(QUANTIFIERS, operator) && index === 1);
  return parts(operands, pointerTo(pointer, operator), depth, isBody);
}

function parts(rules: readonly Rule[], pointer: string, depth: number, quantified: (index: number) => boolean): Part[] {
  return rules.map((rule, index) => ({
    ...{ rule, depth: depth + 1, quantified: quantified(index) },
    pointer: pointerTo(pointer, index),
  }));
}

function includes(words: readonly string[], word: string | undefined): boolean {
  return word !== undefined && words.includes(word);
}
