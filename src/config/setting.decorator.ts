import 'reflect-metadata';

/** What the documentation says of one setting; `docs/configuration.md` and `.env.example` are tested against it. */
export interface SettingDescription {
  readonly name: string;
  readonly description: string;
  /** May also be given as `<NAME>_FILE`, the path of a file that holds the value. Never printed. */
  readonly secret: boolean;
}

const settings = new Map<object, SettingDescription[]>();

/** Marks a property of the environment class as a setting read from the variable of the same name. */
export function Setting(description: string, { secret = false } = {}): PropertyDecorator {
  return (prototype, name) => {
    const known = settings.get(prototype) ?? [];
    settings.set(prototype, [...known, { name: String(name), description, secret }]);
  };
}

/** All settings of a class, in the order they are written in it, those that it inherits first. */
export function settingsOf({ prototype }: { prototype: object }): readonly SettingDescription[] {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  return [...(parent ? settingsOf({ prototype: parent }) : []), ...(settings.get(prototype) ?? [])];
}
