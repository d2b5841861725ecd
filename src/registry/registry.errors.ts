import { AppError, type FieldError } from '../common/errors/app-error.js';

export class ToolNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'TOOL_NOT_FOUND';

  constructor() {
    super('There is no such tool, or you may not discover it.');
  }
}

export class NameTakenError extends AppError {
  readonly category = 'conflict';
  readonly code = 'NAME_TAKEN';

  constructor() {
    const detail = 'Another tool has this name. Names that differ only in case are the same.';
    super(detail, { errors: [{ pointer: '/name', code: 'NAME_TAKEN', detail }] });
  }
}

export class TagChangeRefusedError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'TAG_CHANGE_REFUSED';

  constructor() {
    const detail = 'Permissions may be narrowed to tags, so only those who may manage every tool change them.';
    super(detail, { errors: [{ pointer: '/tags', code: 'TAG_CHANGE_REFUSED', detail }] });
  }
}

export class VersionNotNewerError extends AppError {
  readonly category = 'conflict';
  readonly code = 'VERSION_NOT_NEWER';

  constructor(current: string) {
    const detail = `A changed definition needs a version above ${current}. Leave it out to get the next one that fits the change.`;
    super(detail, { errors: [{ pointer: '/version', code: 'VERSION_NOT_NEWER', detail }] });
  }
}

export class AgentOwnsToolsError extends AppError {
  readonly category = 'conflict';
  readonly code = 'AGENT_OWNS_TOOLS';

  constructor() {
    super('The agent owns tools. Give them another owner or delete them first.');
  }
}

export class InvalidDocumentError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_DOCUMENT';

  /** @param places what is wrong, by pointers into the document. */
  constructor(detail: string, places: readonly Omit<FieldError, 'code'>[] = [{ pointer: '', detail }]) {
    const errors = places.map((it) => ({
      pointer: `/document${it.pointer}`,
      code: 'INVALID_DOCUMENT',
      detail: it.detail,
    }));
    super(detail, { errors });
  }
}
