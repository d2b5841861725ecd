/** A secret as it is, and in the encodings in which services echo it, be it amid other text that was encoded with it. */
export function tracesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  const percent = [encodeURIComponent(secret), encodeURI(secret), form, hex.replace(/../g, '%$&')];
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...[secret, json, json.replaceAll('/', '\\/'), inMarkup(secret)],
    ...[hex, ...percent, unicodeEscapes(secret)].flatMap(inBothCases),
    ...base64Of(bytes),
  ];
}

/** With the digits of its escapes, or of all of it where it consists of digits, in lower and in upper case. */
function inBothCases(text: string): string[] {
  const digits = /%[0-9a-f]{2}|(?<=\\u)[0-9a-f]{4}|^[0-9a-f]+$/gi;
  return [text.replace(digits, (it) => it.toLowerCase()), text.replace(digits, (it) => it.toUpperCase())];
}

function unicodeEscapes(text: string): string {
  return [...Buffer.from(text, 'utf16le').swap16().toString('hex').matchAll(/.{4}/g)]
    .map(([it]) => `\\u${it}`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };

function inMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (it) => `&${ENTITIES[it]};`);
}

/** Whole and, for where it begins within a group of three bytes, the digits that hold nothing of its neighbours. */
function base64Of(bytes: Buffer): string[] {
  const within = [0, 1, 2].map((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [bytes.toString('base64'), ...within].flatMap((it) => [it, it.replaceAll('+', '-').replaceAll('/', '_')]);
}
