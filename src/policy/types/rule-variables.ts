import { operationOf, QUANTIFIERS, type Rule } from './rule.js';

const OBJECTS = ['subject', 'resource', 'resource.attributes', 'request'];
const LISTS = ['subject.roles', 'resource.attributes.tags', 'resource.attributes.scopes'];
const TEXTS = [
  ...['subject.id', 'subject.name', 'subject.type', 'action', 'resource.id', 'resource.type'],
  ...['name', 'toolType', 'ownerId', 'version'].map((it) => `resource.attributes.${it}`),
  ...['request.at', 'request.address'],
];
/** What these hold, others decide. */
const OPEN = ['arguments', 'resource.attributes.metadata'];

/** The variables of a rule that no request has, outside of the elements of lists. */
export function unknownVariables(rule: Rule): string[] {
  return [...new Set(variablesOf(rule))].filter((it) => !isFixed(it) && !isOpen(it));
}

/**
 * Whether a rule may be true or false. A text, a number, a list or an object is neither, so a rule that yields one could
 * never be answered.
 */
export function mayBeTrueOrFalse(rule: Rule): boolean {
  const operation = operationOf(rule);
  if (!operation) return typeof rule === 'boolean';
  const { operator, operands } = operation;
  if (operator === 'var') return !isFixed(String(operands[0])) && !OPEN.includes(String(operands[0]));
  return (operator !== 'and' && operator !== 'or') || operands.every(mayBeTrueOrFalse);
}

function variablesOf(rule: Rule): string[] {
  if (Array.isArray(rule)) return (rule as readonly Rule[]).flatMap(variablesOf);
  const operation = operationOf(rule);
  if (!operation) return [];
  const { operator, operands } = operation;
  if (operator === 'var') return [String(operands[0])];
  const isQuantifier = (QUANTIFIERS as readonly string[]).includes(operator);
  return (isQuantifier ? operands.slice(0, 1) : operands).flatMap(variablesOf);
}

function isFixed(path: string): boolean {
  return [...OBJECTS, ...TEXTS, ...LISTS].includes(path) || LISTS.includes(path.replace(/\.\d+$/, ''));
}

function isOpen(path: string): boolean {
  return OPEN.some((it) => path === it || path.startsWith(`${it}.`));
}
