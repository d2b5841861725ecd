import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment } from './environment.js';
import { EnvironmentError } from './environment-error.js';
import { productionProblems } from './production-rules.js';
import { settingsOf } from './setting.decorator.js';

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads and validates the environment.
 *
 * An empty variable counts as unset. A secret may come as `<NAME>_FILE`.
 *
 * @throws EnvironmentError naming every problem at once, and no value.
 */
export function loadEnvironment(variables: Variables): Environment {
  const problems: string[] = [];
  const given: Record<string, string> = {};
  for (const { name, secret } of settingsOf(Environment)) {
    const value = variables[name] || (secret ? readSecretFile(name, variables, problems) : undefined);
    if (value) given[name] = value;
  }
  const environment = plainToInstance(Environment, given, { exposeDefaultValues: true });
  const violations = validateSync(environment, { validationError: { target: false, value: false } });
  // The uppermost decorator says what kind of value it is: the one complaint that helps.
  problems.push(...violations.flatMap((it) => Object.values(it.constraints ?? {}).slice(-1)));
  if (environment.NODE_ENV === 'production') {
    const invalid = new Set(violations.map((it) => it.property));
    problems.push(
      ...productionProblems(environment)
        .filter(({ name }) => !invalid.has(name))
        .map(({ problem }) => problem),
    );
  }
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environment;
}

function readSecretFile(name: string, variables: Variables, problems: string[]): string | undefined {
  const path = variables[`${name}_FILE`];
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    problems.push(`${name}_FILE cannot be read`);
    return undefined;
  }
}
