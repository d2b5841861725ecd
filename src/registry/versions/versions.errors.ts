import { AppError } from '../../common/errors/app-error.js';
import type { DefinitionChange } from '../tools/definition-change.js';

const MOST_LISTED = 50;

export class VersionNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'VERSION_NOT_FOUND';

  constructor() {
    super('The tool has no such version, nor an alias of that name.');
  }
}

export class AliasNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'ALIAS_NOT_FOUND';

  constructor() {
    super('The tool has no such alias.');
  }
}

export class PinNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'PIN_NOT_FOUND';

  constructor() {
    super('The agent is not pinned to a version of the tool.');
  }
}

export class VersionTakenError extends AppError {
  readonly category = 'conflict';
  readonly code = 'VERSION_TAKEN';

  constructor(version: string) {
    const detail = `The tool has a version ${version} already, and versions never change. Choose another number.`;
    super(detail, { errors: [{ pointer: '/version', code: 'VERSION_TAKEN', detail }] });
  }
}

export class BreakingChangeError extends AppError {
  readonly category = 'conflict';
  readonly code = 'BREAKING_CHANGE';

  /** @param before the version whose callers the change would break. */
  constructor(before: string, changes: readonly DefinitionChange[]) {
    super(
      `This may break callers of ${before} and needs the next major version. Leave the version out to get it, or send ` +
        '`force` with a `reason`.',
      {
        errors: changes
          .slice(0, MOST_LISTED)
          .map(({ pointer, detail }) => ({ pointer, code: 'BREAKING_CHANGE', detail })),
      },
    );
  }
}

export class VersionWithdrawnError extends AppError {
  readonly category = 'conflict';
  readonly code = 'VERSION_WITHDRAWN';

  constructor(version: string) {
    super(`Version ${version} was withdrawn: it can be read, but not used. Choose another one.`);
  }
}

export class VersionNotServedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'VERSION_NOT_SERVED';

  constructor(version: string) {
    super(
      `Version ${version} is of another type than the tool is now, by which policies judge it. Choose another one.`,
    );
  }
}

export class VersionInUseError extends AppError {
  readonly category = 'conflict';
  readonly code = 'VERSION_IN_USE';

  /** @param aliases those that name it; none: it is the last that is not withdrawn. */
  constructor(aliases: readonly string[]) {
    super(
      aliases.length > 0
        ? `The version is what ${aliases.join(', ')} stands for. Let the alias stand for another one first.`
        : 'It is the last version of the tool that is not withdrawn. Publish another one first, or delete the tool.',
    );
  }
}
