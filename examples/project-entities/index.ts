import { type DynamicModule, Module } from '@nestjs/common';
import { type Entity, ENTITY_SOURCE, type EntityPage, type EntitySource } from 'genai-tool-registry';

export interface Project {
  readonly id: string;
  readonly title: string;
  readonly classification: 'public' | 'internal' | 'secret';
}

const PAGE = 100;

/** Tells about a company's projects; a tool names its own in `metadata.project`. */
export class ProjectEntitySource implements EntitySource {
  readonly kind = 'project';
  readonly description = 'The projects to which tools belong.';
  readonly #byId: ReadonlyMap<string, Project>;

  constructor(projects: readonly Project[]) {
    const inOrder = [...projects].sort((one, other) => (one.id < other.id ? -1 : 1));
    this.#byId = new Map(inOrder.map((it) => [it.id, it]));
  }

  get(id: string): Promise<Entity | undefined> {
    const project = this.#byId.get(id);
    return Promise.resolve(project && toEntity(project));
  }

  page(after = ''): Promise<EntityPage> {
    const rest = [...this.#byId.values()].filter(({ id }) => id > after);
    const entities = rest.slice(0, PAGE).map(toEntity);
    const next = rest.length > PAGE ? entities.at(-1)?.id : undefined;
    return Promise.resolve({ entities, ...(next !== undefined && { next }) });
  }
}

function toEntity({ id, ...attributes }: Project): Entity {
  return { type: 'project', id, attributes };
}

@Module({})
export class ProjectEntitiesModule {
  static of(projects: readonly Project[]): DynamicModule {
    const source = { useFactory: () => new ProjectEntitySource(projects) };
    return { module: ProjectEntitiesModule, providers: [ENTITY_SOURCE.provide(source)] };
  }
}
