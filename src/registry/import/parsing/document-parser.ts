import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InvalidDocumentError } from '../../registry.errors.js';
import type { JsonObject } from '../json-values.js';
import type { Deadline } from './deadline.js';
import type { ParsingTask } from './parsing-program.js';
import { BROKEN_OFF, ParsingThread } from './parsing-thread.js';

const MOST_THREADS = 2;
const MOST_ERRORS = 10;
const LONGEST_ERROR = 300;

/** Parses documents on a few threads, which are started when they are first needed. To wait for one is part of the time. */
@Injectable()
export class DocumentParser implements OnModuleDestroy {
  readonly #threads = Array.from({ length: MOST_THREADS }, () => new ParsingThread());
  readonly #idle = [...this.#threads];
  readonly #waiting: ((thread: ParsingThread) => void)[] = [];

  /** @throws InvalidDocumentError for a text that is no YAML, explodes, or takes too long. */
  async yaml(text: string, deadline: Deadline): Promise<unknown> {
    const answer = await this.answer({ kind: 'yaml', given: text }, deadline);
    if (answer === BROKEN_OFF) throw new InvalidDocumentError('This YAML could not be read in time; send JSON.');
    if ('value' in answer) return answer.value;
    throw new InvalidDocumentError(
      `The document is neither JSON nor YAML that can be read: ${firstLine(answer.error)}`,
    );
  }

  /**
   * What is wrong with a document by the rules of OpenAPI 2.0, 3.0 or 3.1.
   *
   * @throws InvalidDocumentError when that cannot be found out in time.
   */
  async openApiErrors(document: JsonObject, deadline: Deadline): Promise<string[]> {
    const answer = await this.answer({ kind: 'openapi', given: document }, deadline);
    if (answer === BROKEN_OFF) {
      throw new InvalidDocumentError('The document could not be checked in time. Import it in parts.');
    }
    const errors = 'value' in answer ? (answer.value as string[]) : [answer.error];
    return errors.slice(0, MOST_ERRORS).map(firstLine);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#threads.map((it) => it.end()));
  }

  private async answer(task: ParsingTask, deadline: Deadline) {
    const thread = this.#idle.pop() ?? (await new Promise<ParsingThread>((taken) => this.#waiting.push(taken)));
    try {
      return deadline.isOver ? BROKEN_OFF : await thread.answer(task, deadline);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(thread);
      else this.#idle.push(thread);
    }
  }
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.slice(0, LONGEST_ERROR) ?? '';
}
