/** Everything but the unreserved characters of RFC 3986 as %XX. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
}

const MOST_LAYERS = 3;

/** Whether a value would climb in a path if somebody further on decoded it, once or several times. */
export function climbs(value: string): boolean {
  let text = value;
  for (let layer = 0; layer <= MOST_LAYERS; layer += 1) {
    if (text.split(/[/\\]/).some((segment) => segment === '.' || segment === '..')) return true;
    const decoded = decodedOnce(text);
    if (decoded === text) return false;
    text = decoded;
  }
  return true;
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
