import { operationOf, type Rule } from './rule.js';

const LONGEST = 200;
const BETWEEN = ['in', '==', '===', '!=', '!==', '<', '<=', '>', '>='];

/** A rule as people read it, such as `resource.attributes.toolType === "http"`. */
export function textOf(rule: Rule): string {
  const text = write(rule);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function write(rule: Rule): string {
  const operation = operationOf(rule);
  if (!operation) return JSON.stringify(rule);
  const { operator, operands } = operation;
  if (operator === 'var') return operands[0] === '' ? 'it' : String(operands[0]);
  if (BETWEEN.includes(operator)) return operands.map(write).join(` ${operator} `);
  return `${operator}(${operands.map(write).join(', ')})`;
}
