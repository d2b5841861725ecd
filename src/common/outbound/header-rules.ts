/** Headers that belong to one connection, or that name another host or caller: neither sent on nor handed back. */
const WITHHELD =
  /^(connection|expect|forwarded|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|via|x-forwarded-.*|x-real-ip|accept-encoding|content-length)$/;
const WITHHELD_OF_ANSWER = /^(content-encoding|set-cookie2?)$/;

/** What a caller of the client set, as far as it may leave the house. */
export function requestHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !WITHHELD.test(name)));
}

/** What the remote service set, as far as it may be looked at; the body is decoded already. */
export function answerHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const kept = new Headers();
  for (const [name, values] of Object.entries(headers)) {
    if (WITHHELD.test(name) || WITHHELD_OF_ANSWER.test(name)) continue;
    for (const value of [values ?? []].flat()) kept.append(name, value);
  }
  return kept;
}
