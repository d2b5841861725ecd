const MASKS = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>'],
  [/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>'],
  [/\btr[a-z]_[0-9A-Za-z]+/g, '<token>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>'],
  [/("(?:durationMs|microseconds|p50Ms|p95Ms)":\s*)[\d.]+/g, '$1<n>'],
];

/** Ids, tokens, times and durations differ from run to run; JSON is compared without regard to its layout. */
export function mask(text) {
  const masked = MASKS.reduce((result, [pattern, name]) => result.replace(pattern, name), compact(text));
  return masked.trim();
}

function compact(text) {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text.replace(/[ \t]+$/gm, '');
  }
}
