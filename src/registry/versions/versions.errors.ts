import { AppError, type ErrorDetails } from '../../common/errors/app-error.js';
import type { DefinitionChange } from '../tools/definition-change.js';

const MOST_LISTED = 50;

export class VersionNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'VERSION_NOT_FOUND';

  /** @param pointer what named it; undefined: nothing in the request did. */
  constructor(pointer: string | undefined) {
    const detail = 'The tool has no such version, nor an alias of that name.';
    super(detail, named(pointer, 'VERSION_NOT_FOUND', detail));
  }
}

export class AliasNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'ALIAS_NOT_FOUND';

  constructor() {
    const detail = 'The tool has no such alias.';
    super(detail, named('alias', 'ALIAS_NOT_FOUND', detail));
  }
}

export class PinNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'PIN_NOT_FOUND';

  constructor() {
    const detail = 'The agent is not pinned to a version of the tool.';
    super(detail, named('agentId', 'PIN_NOT_FOUND', detail));
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

export class VersionUnchangedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'VERSION_UNCHANGED';

  /** @param base the version that it was made from. */
  constructor(base: string) {
    const detail = `It would define what ${base} defines. Say what is different, or name the number that it is to have too.`;
    super(detail, { errors: [{ pointer: '', code: 'VERSION_UNCHANGED', detail }] });
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

  /** @param pointer what named it; undefined: nothing in the request did. */
  constructor(version: string, pointer: string | undefined) {
    const detail = `Version ${version} was withdrawn: it can be read, but not used. Choose another one.`;
    super(detail, named(pointer, 'VERSION_WITHDRAWN', detail));
  }
}

export class VersionNotServedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'VERSION_NOT_SERVED';

  /** @param pointer what named it; undefined: nothing in the request did. */
  constructor(version: string, pointer: string | undefined) {
    const detail = `Version ${version} is of another type than the tool is now, by which policies judge it. Choose another one.`;
    super(detail, named(pointer, 'VERSION_NOT_SERVED', detail));
  }
}

export class VersionInUseError extends AppError {
  readonly category = 'conflict';
  readonly code = 'VERSION_IN_USE';

  /** @param aliases those that name it; none: it is the last that is not withdrawn. */
  constructor(aliases: readonly string[]) {
    const detail =
      aliases.length > 0
        ? `The version is what ${aliases.join(', ')} stands for. Let the alias stand for another one first.`
        : 'It is the last version of the tool that is not withdrawn. Publish another one first, or delete the tool.';
    super(detail, named('version', 'VERSION_IN_USE', detail));
  }
}

function named(pointer: string | undefined, code: string, detail: string): ErrorDetails {
  return pointer === undefined ? {} : { errors: [{ pointer, code, detail }] };
}
