/** Who speaks in a conversation. */
export const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'] as const;

export interface Turn {
  readonly role: (typeof ROLES)[number];
  readonly content: string;
}

/** A text, and how much its words count. */
export interface WeighedText {
  readonly text: string;
  readonly weight: number;
}

/** What the user said last is what is wanted; what was said before tells what it is about. */
const USER_TURNS = [1, 0.5, 0.25];
/** What the user replies to. */
const LAST_ANSWER = 0.2;

/** What of a conversation is searched for, what counts most first; nothing where no user speaks. */
export function wantedIn(turns: readonly Turn[]): WeighedText[] {
  const asked = turns.filter((it) => it.role === 'user' && it.content.trim() !== '').reverse();
  const answer = turns.findLast((it) => it.role === 'assistant');
  const wanted = USER_TURNS.flatMap((weight, index) => textOf(asked[index], weight));
  return wanted.length === 0 ? [] : [...wanted, ...textOf(answer, LAST_ANSWER)];
}

function textOf(turn: Turn | undefined, weight: number): WeighedText[] {
  return turn ? [{ text: turn.content, weight }] : [];
}
