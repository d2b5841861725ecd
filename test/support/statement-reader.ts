export interface SentStatement {
  readonly begins: boolean;
  readonly commits: boolean;
}

const SIMPLE_QUERY = 'Q';
const SYNC = 'S';

/** Finds the statements in what a client sends to PostgreSQL (protocol 3.0): simple queries, and what ends with a Sync. */
export class StatementReader {
  #rest: Buffer = Buffer.alloc(0);
  #started = false;

  /** The statements that are complete with these bytes. */
  read(bytes: Buffer): SentStatement[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const found: SentStatement[] = [];
    for (;;) {
      const typed = this.#started ? 1 : 0;
      if (this.#rest.length < typed + 4) return found;
      const end = typed + this.#rest.readInt32BE(typed);
      if (this.#rest.length < end) return found;
      const message = this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end);
      if (this.#started) found.push(...statementOf(message));
      this.#started = true;
    }
  }
}

function statementOf(message: Buffer): SentStatement[] {
  const type = String.fromCharCode(message[0] ?? 0);
  if (type === SYNC) return [{ begins: false, commits: false }];
  if (type !== SIMPLE_QUERY) return [];
  const text = message.subarray(5).toString();
  return [{ begins: /^(START TRANSACTION|BEGIN)/i.test(text), commits: /^COMMIT/i.test(text) }];
}
