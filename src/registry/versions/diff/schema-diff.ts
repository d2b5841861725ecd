import { pointerTo } from '../../../common/json-pointer.js';
import { type Effect, effectOf } from './effect.js';
import { isEntangled, isShared, namesIn, refersAnywhere } from './entanglement.js';
import { isWithin, KEYWORD_EFFECTS, restriction } from './keyword-effects.js';
import { isSameJson } from './same-json.js';

export interface SchemaChange {
  /** Where, as a JSON pointer. */
  readonly pointer: string;
  readonly effect: Effect;
}

type Schema = Readonly<Record<string, unknown>>;

/** One place in two schemas. */
interface Place {
  readonly before: unknown;
  readonly after: unknown;
  readonly pointer: string;
}

/** The two schemas that a keyword stands in. */
interface Around {
  readonly before: Schema;
  readonly after: Schema;
}

/**
 * Every change between two JSON Schemas and what it does; none where they are equal. Of what is not understood, nothing
 * is claimed: without an `unknown` or `narrows` among the changes, all that fitted the old schema fits the new one, as far
 * as the old one described it.
 */
export function schemaChanges(before: unknown, after: unknown, pointer: string): SchemaChange[] {
  const names = namesIn([before, after]);
  const diff = new SchemaDiff(isShared(names), refersAnywhere([before, after]));
  const changes = diff.compare({ before, after, pointer });
  if (!isEntangled(names)) return changes;
  return changes.map((it) => (it.effect === 'none' ? it : { ...it, effect: 'unknown' }));
}

class SchemaDiff {
  /**
   * @param shared whether other parts of the schema may look at the same object: then no property is undescribed.
   * @param refersAnywhere whether any object may be referred to as a schema, examples and defaults too.
   */
  constructor(
    private readonly shared: boolean,
    private readonly refersAnywhere: boolean,
  ) {}

  compare({ before, after, pointer }: Place): SchemaChange[] {
    if (isSameJson(before, after)) return [];
    if (before === false) return [{ pointer, effect: 'widens' }];
    if (after === false) return [{ pointer, effect: 'narrows' }];
    const [old, now] = [asObject(before), asObject(after)];
    if (!old || !now) return [{ pointer, effect: 'unknown' }];
    const keywords = namesOf(old, now).filter((it) => !isSameJson(own(old, it), own(now, it)));
    const changes = keywords.flatMap((keyword) => {
      const place = { before: own(old, keyword), after: own(now, keyword), pointer: pointerTo(pointer, keyword) };
      return listed(place, this.keyword(keyword, place, { before: old, after: now }));
    });
    return listed({ pointer }, changes);
  }

  private keyword(keyword: string, place: Place, around: Around): SchemaChange[] {
    const { before, after, pointer } = place;
    switch (keyword) {
      case 'properties':
        return this.properties(place, around);
      case 'patternProperties':
        return this.members(place, 'unknown');
      case '$defs':
      case 'definitions':
        return this.members(place, 'none');
      case 'additionalProperties':
      case 'propertyNames':
        return this.compare({ before: before ?? true, after: after ?? true, pointer });
      case 'items':
        if (Array.isArray(before) || Array.isArray(after)) return [{ pointer, effect: 'unknown' }];
        return this.compare({ before: before ?? true, after: after ?? true, pointer });
      case 'prefixItems':
      case 'allOf':
      case 'anyOf':
        return this.list(keyword, place);
      default:
        if (this.refersAnywhere && [before, after].some(isStructured)) return [{ pointer, effect: 'unknown' }];
        return [{ pointer, effect: effectOfKeyword(keyword, before, after) }];
    }
  }

  private properties({ before, after, pointer }: Place, around: Around): SchemaChange[] {
    const [old, now] = [asObject(before ?? {}), asObject(after ?? {})];
    if (!old || !now) return [{ pointer, effect: 'unknown' }];
    return namesOf(old, now).flatMap((name) => {
      const place = { before: own(old, name), after: own(now, name), pointer: pointerTo(pointer, name) };
      if (isSameJson(place.before, place.after)) return [];
      if (place.before === undefined) return listed(place, this.added(name, place, around.before));
      if (place.after === undefined) return listed(place, this.removed(place, around.after));
      return listed(place, this.compare(place));
    });
  }

  /** What the property was before it had a description of its own. */
  private added(name: string, place: Place, before: Schema): SchemaChange[] {
    const { pointer } = place;
    if (before['patternProperties'] !== undefined) return [{ pointer, effect: 'unknown' }];
    const others = before['additionalProperties'] ?? true;
    const wasNamed = this.shared || isWithin([name], [before['required'] ?? []].flat());
    const isUndescribed = isSameJson(others, true) || isSameJson(others, {});
    if (isUndescribed && !wasNamed && place.after !== false) return [{ pointer, effect: 'extends' }];
    const changes = this.compare({ ...place, before: others });
    return changes.every((it) => it.effect === 'none') ? [{ pointer, effect: 'extends' }] : changes;
  }

  /** What the property is without a description of its own. */
  private removed(place: Place, after: Schema): SchemaChange[] {
    if (after['patternProperties'] !== undefined) return [{ pointer: place.pointer, effect: 'unknown' }];
    return this.compare({ ...place, after: after['additionalProperties'] ?? true });
  }

  private members({ before, after, pointer }: Place, whenAlone: Effect): SchemaChange[] {
    const [old, now] = [asObject(before ?? {}), asObject(after ?? {})];
    if (!old || !now) return [{ pointer, effect: 'unknown' }];
    return namesOf(old, now).flatMap((name): SchemaChange[] => {
      const place = { before: own(old, name), after: own(now, name), pointer: pointerTo(pointer, name) };
      const isAlone = place.before === undefined || place.after === undefined;
      return isAlone ? [{ pointer: place.pointer, effect: whenAlone }] : this.compare(place);
    });
  }

  private list(keyword: string, { before, after, pointer }: Place): SchemaChange[] {
    if (!Array.isArray(before) || !Array.isArray(after)) return [{ pointer, effect: restriction(before, after) }];
    if (keyword !== 'prefixItems') {
      const keeps = isWithin(before, after);
      const adds = !isWithin(after, before);
      if (keeps || !adds)
        return [{ pointer, effect: keyword === 'anyOf' ? effectOf(keeps, !adds) : effectOf(!adds, keeps) }];
    }
    if (before.length !== after.length) return [{ pointer, effect: 'unknown' }];
    return before.flatMap((it: unknown, place) =>
      this.compare({ before: it, after: after[place], pointer: pointerTo(pointer, String(place)) }),
    );
  }
}

function effectOfKeyword(keyword: string, before: unknown, after: unknown): Effect {
  if (keyword.startsWith('x-')) return 'none';
  const judge = Object.hasOwn(KEYWORD_EFFECTS, keyword) ? KEYWORD_EFFECTS[keyword] : undefined;
  return judge?.(before, after) ?? 'unknown';
}

/** What is written differently is listed, even where it says the same. */
function listed({ pointer }: Pick<Place, 'pointer'>, changes: SchemaChange[]): SchemaChange[] {
  return changes.length > 0 ? changes : [{ pointer, effect: 'none' }];
}

function asObject(schema: unknown): Schema | undefined {
  if (schema === true) return {};
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? (schema as Schema) : undefined;
}

/** Whether a value is or holds an object. */
const isStructured = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isStructured) : typeof value === 'object' && value !== null;
const own = (schema: Schema, name: string): unknown => (Object.hasOwn(schema, name) ? schema[name] : undefined);
const namesOf = (...schemas: Schema[]) => [...new Set(schemas.flatMap(Object.keys))].sort();
