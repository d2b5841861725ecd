import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { Entity } from '../entity-source.js';
import { EntitySources } from '../entity-sources.js';
import type { ResourceRequest } from './dto/evaluation.request.js';
import { NotJudged } from './not-judged.js';

const LONGEST_MS = 1000;
const TOO_LATE = Symbol('TOO_LATE');

/** Resources of other types than tools, as the entity sources of guests know them. */
@Injectable()
export class EvaluatedResources {
  readonly #log = new Logger(EvaluatedResources.name);

  constructor(private readonly sources: EntitySources) {}

  /** @throws NotJudged where no source knows the type, or its source does not know the id or does not say within 1 s. */
  async get({ type, id }: ResourceRequest): Promise<Entity> {
    const source = this.sources.find(type);
    if (!source) throw new NotJudged('UNKNOWN_RESOURCE_TYPE', 'There is no source that knows resources of this type.');
    const late = new AbortController();
    const entity = await Promise.race([source.get(id), delay(LONGEST_MS, TOO_LATE, { signal: late.signal })])
      .catch((error: unknown) => this.unavailable(type, String(error)))
      .finally(() => late.abort());
    if (entity === TOO_LATE) return this.unavailable(type, 'it took too long');
    if (!entity) throw new NotJudged('UNKNOWN_RESOURCE', 'There is no such resource.');
    return entity;
  }

  private unavailable(type: string, cause: string): never {
    this.#log.warn(`A resource of the type "${type}" could not be looked up: ${cause}`);
    throw new NotJudged('RESOURCE_UNAVAILABLE', 'The resource could not be looked up.');
  }
}
