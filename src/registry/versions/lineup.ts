import { latestOf, newestFirst } from './semantic-versions.js';

/** The alias that says what is served to those who ask for nothing else. */
export const STABLE = 'stable';
/** The highest release; never an alias. */
export const LATEST = 'latest';

export interface LineupEntry {
  readonly id: string;
  readonly version: string;
  readonly isWithdrawn: boolean;
}

/** What a tool's versions are called, and who is pinned to which; by the ids of versions. */
export interface LineupRow {
  readonly versions: readonly LineupEntry[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly pins: Readonly<Record<string, string>>;
}

/** The versions of a tool at one moment, without what they define. */
export class Lineup {
  constructor(private readonly row: LineupRow) {}

  /** @param reference a version, `latest`, an alias or the id of a version. Undefined: there is none such. */
  find(reference: string): LineupEntry | undefined {
    const { versions, aliases } = this.row;
    if (reference === LATEST) return this.latest;
    const id = Object.hasOwn(aliases, reference) ? aliases[reference] : reference;
    return versions.find((it) => it.id === id || it.version === reference);
  }

  /** The version that an agent is pinned to. */
  pinOf(agentId: string): LineupEntry | undefined {
    const id = this.row.pins[agentId];
    return id === undefined ? undefined : this.row.versions.find((it) => it.id === id);
  }

  /** The highest release that is not withdrawn. */
  get latest(): LineupEntry | undefined {
    return latestOf(this.live);
  }

  get hasStable(): boolean {
    return Object.hasOwn(this.row.aliases, STABLE);
  }

  get live(): readonly LineupEntry[] {
    return this.row.versions.filter((it) => !it.isWithdrawn);
  }

  get newestFirst(): readonly LineupEntry[] {
    return newestFirst(this.row.versions);
  }

  /** In the order of the alphabet. */
  aliasesOf(versionId: string): string[] {
    return Object.keys(this.row.aliases)
      .filter((it) => this.row.aliases[it] === versionId)
      .sort();
  }

  /** Each alias with its version, in the order of the alphabet. */
  get aliases(): [alias: string, entry: LineupEntry][] {
    return this.entries(this.row.aliases);
  }

  /** Each agent that is pinned, with its version. */
  get pins(): [agentId: string, entry: LineupEntry][] {
    return this.entries(this.row.pins);
  }

  private entries(named: Readonly<Record<string, string>>): [string, LineupEntry][] {
    const byId = new Map(this.row.versions.map((it) => [it.id, it]));
    return Object.entries(named)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, id]): [string, LineupEntry][] => {
        const entry = byId.get(id);
        return entry ? [[name, entry]] : [];
      });
  }
}
