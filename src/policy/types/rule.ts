/** A JSON-logic rule, or what stands in one. */
export type Rule = null | boolean | number | string | readonly Rule[] | { readonly [operator: string]: Rule };

/** Where a variable may begin: what a rule is shown. */
export const ROOTS = ['subject', 'action', 'resource', 'request', 'arguments'] as const;

/** These ask something of each element of a list; within them, variables begin at the element. */
export const QUANTIFIERS = ['some', 'all', 'none'] as const;

/** Everything a rule can be made of. Each yields yes or no or a value as it is: nothing can make large out of small. */
export const OPERATORS = [
  ...['var', 'and', 'or', '!', 'in', '==', '===', '!=', '!==', '<', '<=', '>', '>='],
  ...QUANTIFIERS,
] as const;

/** The operator of a rule and what it is applied to; undefined where there is none. */
export function operationOf(rule: Rule): { operator: string; operands: readonly Rule[] } | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return undefined;
  const [[operator, operand] = ['', null]] = Object.entries(rule as Record<string, Rule>);
  return { operator, operands: Array.isArray(operand) ? (operand as readonly Rule[]) : [operand] };
}
