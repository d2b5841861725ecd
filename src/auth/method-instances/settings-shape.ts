import type { JsonSchema } from '../../common/extensions/settings-schema.js';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly writeOnly?: boolean;
}

/** What the schema of settings says of one value in them: everything that may describe it, references followed. */
export class SettingsShape {
  private constructor(
    private readonly definitions: Readonly<Record<string, Schema>>,
    private readonly schemas: readonly Schema[],
  ) {}

  /** Of the settings as a whole. */
  static of(schema: JsonSchema): SettingsShape {
    const definitions = (schema['$defs'] ?? {}) as Readonly<Record<string, Schema>>;
    return new SettingsShape(definitions, followed(definitions, [schema as Schema]));
  }

  get isSecret(): boolean {
    return this.schemas.some((it) => it.writeOnly === true);
  }

  /** Of a member of that name; of any element, where it is a list. */
  part(name: string): SettingsShape {
    const step = ({ properties = {}, items }: Schema) => (Object.hasOwn(properties, name) ? properties[name] : items);
    const parts = this.schemas.map(step).filter((it) => it !== undefined);
    return new SettingsShape(this.definitions, followed(this.definitions, parts));
  }
}

function followed(definitions: Readonly<Record<string, Schema>>, schemas: readonly Schema[]): readonly Schema[] {
  const found = new Set<Schema>();
  const visit = (schema: Schema | undefined): void => {
    if (!schema || found.has(schema)) return;
    found.add(schema);
    visit(definitions[schema.$ref?.replace('#/$defs/', '') ?? '']);
    for (const it of [schema.allOf, schema.anyOf, schema.oneOf]) it?.forEach(visit);
  };
  schemas.forEach(visit);
  return [...found];
}
