/** A JSON Schema as it is stored: 2020-12, or draft-07 where `$schema` says so. */
export type JsonSchema = Readonly<Record<string, unknown>>;
