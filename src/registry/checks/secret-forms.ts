/**
 * What secrets of well-known issuers look like. All begin with something rare, so that most texts are passed over fast, and
 * none looks on without end from each of its beginnings: whoever writes a definition may want to keep everybody waiting.
 */
const FORMS: readonly (readonly [issuer: string, form: string])[] = [
  ['a private key', '-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----'],
  ['an AWS access key', String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`],
  ['a GitHub token', String.raw`\bgh[pousr]_[0-9A-Za-z]{36,}\b|\bgithub_pat_[0-9A-Za-z_]{60,}\b`],
  ['a GitLab token', String.raw`\bglpat-[0-9A-Za-z_-]{20,}`],
  ['an npm token', String.raw`\bnpm_[0-9A-Za-z]{36}\b`],
  ['a Slack token', String.raw`\bxox[abeprs]-[0-9A-Za-z-]{20,}`],
  ['a Slack webhook', String.raw`hooks\.slack\.com/services/T[0-9A-Z]{6,}/B[0-9A-Z]{6,}/[0-9A-Za-z]{20,}`],
  ['a Stripe key', String.raw`\b[rs]k_live_[0-9A-Za-z]{20,}\b`],
  ['a Google API key', String.raw`\bAIza[0-9A-Za-z_-]{35}`],
  ['an Anthropic key', String.raw`\bsk-ant-[0-9A-Za-z_-]{24,}`],
  ['an OpenAI key', String.raw`\bsk-(?:proj-)?[0-9A-Za-z_-]{32,}`],
  ['a SendGrid key', String.raw`\bSG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{32,}`],
  ['a JSON Web Token', String.raw`\beyJ[0-9A-Za-z_-]{10,1000}\.eyJ[0-9A-Za-z_-]{10,4000}\.[0-9A-Za-z_-]{20}`],
  ['a credential of this registry', String.raw`\btrg_[a-z]+_[0-9A-Za-z]{49}\b`],
  ['a URL with a password', String.raw`\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@{}<>]{1,100}:[^\s/:@{}<>$*]{3,100}@[^\s/]`],
];

const COMPILED = FORMS.map(([issuer, form]) => [issuer, new RegExp(form)] as const);
const SUSPECT =
  /-----BEGIN |AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|npm_|xox|hooks\.slack|k_live_|AIza|sk-|SG\.|eyJ|trg_|:\/\//;
/** What documentation puts in the place of a secret. */
const PLACEHOLDER = /example|sample|your|xxxx|placeholder|\.\.\.|1234567890|user:pass|username:password|:password@/i;

/** Whose secret a text holds, or undefined. */
export function secretIn(text: string): string | undefined {
  if (!SUSPECT.test(text)) return undefined;
  return COMPILED.find(([, form]) => {
    const [match] = form.exec(text) ?? [];
    return match !== undefined && !PLACEHOLDER.test(match);
  })?.[0];
}

const NAMED_SECRET =
  /(?:api[_-]?key|secret|token|passw(?:or)?d|bearer|authorization)["'`]?\s{0,8}[:=\s]\s{0,8}["'`]?(?:bearer\s{1,8})?([0-9A-Za-z+/_=-]{20,200})/gi;
const LEAST_ENTROPY = 3.6;

/** Whether a text names a secret and goes on with something random. */
export function holdsNamedSecret(text: string): boolean {
  return [...text.matchAll(NAMED_SECRET)].some(([, value = '']) => isRandom(value));
}

/** Whether a text looks as if a machine had drawn it: letters of both cases or none, digits, many bits a character. */
export function isRandom(text: string): boolean {
  if (text.length < 20 || PLACEHOLDER.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((it) => it / text.length);
  return -shares.reduce((sum, it) => sum + it * Math.log2(it), 0) >= LEAST_ENTROPY;
}
