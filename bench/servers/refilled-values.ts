import { randomBytes } from 'node:crypto';
import { newId } from '../../src/common/ids.js';

/** A stored credential that a request is about, as statements name it. */
export interface Subject {
  readonly id?: string;
  /** Of its token, in hex. */
  readonly hmac?: string;
}

interface Filling {
  readonly texts: ReadonlyMap<string, string>;
  readonly laterMs: number;
}

type Refill = (filling: Filling) => unknown;

const UUID_V7 = /[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g;

/**
 * Values of statements, made anew for the next request: about its subject in place of the recorded one, with new ids for
 * those that were made while it was recorded, with moments as much later, and with HMACs of nothing that is stored.
 */
export class RefilledValues {
  readonly #refills: readonly (readonly Refill[])[];
  readonly #madeIds: readonly string[];

  constructor(
    values: readonly (readonly unknown[])[],
    private readonly subject: Subject,
    private readonly recordedAt: Date,
  ) {
    this.#madeIds = idsMadeSince(recordedAt, values);
    const changing = [...this.#madeIds, ...Object.values(subject as Record<string, string>)];
    this.#refills = values.map((those) => those.map((it) => this.refillOf(it, changing)));
  }

  /** One array of values for each statement. */
  about({ id, hmac }: Subject): unknown[][] {
    const texts = new Map(this.#madeIds.map((it) => [it, newId()]));
    if (this.subject.id !== undefined && id !== undefined) texts.set(this.subject.id, id);
    if (this.subject.hmac !== undefined && hmac !== undefined) texts.set(this.subject.hmac, hmac);
    const filling = { texts, laterMs: Date.now() - this.recordedAt.getTime() };
    return this.#refills.map((those) => those.map((refill) => refill(filling)));
  }

  private refillOf(value: unknown, changing: readonly string[]): Refill {
    if (value instanceof Date) return ({ laterMs }) => new Date(value.getTime() + laterMs);
    if (Buffer.isBuffer(value)) return this.refillOfBytes(value);
    if (typeof value === 'string') return refillOfText(value, changing);
    if (!Array.isArray(value)) return () => value;
    const members = value.map((it) => this.refillOf(it, changing));
    return (filling) => members.map((refill) => refill(filling));
  }

  private refillOfBytes(value: Buffer): Refill {
    const hex = value.toString('hex');
    if (hex === this.subject.hmac) return ({ texts }) => Buffer.from(texts.get(hex) ?? '', 'hex');
    return () => randomBytes(value.length);
  }
}

function refillOfText(text: string, changing: readonly string[]): Refill {
  const pieces = changing.length > 0 ? text.split(new RegExp(`(${changing.join('|')})`)) : [text];
  if (pieces.length === 1) return () => text;
  return ({ texts }) => pieces.map((it) => texts.get(it) ?? it).join('');
}

function idsMadeSince(moment: Date, values: readonly unknown[]): string[] {
  const ids = JSON.stringify(values).match(UUID_V7) ?? [];
  const madeAt = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);
  return [...new Set(ids)].filter((it) => madeAt(it) >= moment.getTime());
}
