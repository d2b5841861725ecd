/** Leaves room for what tells agents of one name apart. */
const LONGEST_NAME = 112;
const LONGEST_DISPLAY_NAME = 200;
const LONGEST_CLAIM = 1000;

/** The text as the name of an agent; undefined when nothing of it is left. */
export function agentName(text: unknown): string | undefined {
  const name = normalized(text)
    .replace(/[^\p{L}\p{M}\p{N}._@+-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  return cut(name, LONGEST_NAME).replace(/-+$/, '') || undefined;
}

/** The text as a name for people: without control characters, and those that turn or hide what stands beside them. */
export function agentDisplayName(text: unknown): string | undefined {
  const name = normalized(text)
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  return cut(name, LONGEST_DISPLAY_NAME).trim() || undefined;
}

function normalized(text: unknown): string {
  return typeof text === 'string' ? text.slice(0, LONGEST_CLAIM).normalize('NFKC') : '';
}

/** Never in the middle of a character. */
function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/\p{Cs}$/u, '');
}
