/** The body as it may be stored: members that show a secret are left out, and their absence is told. */
export function withoutSecrets(body: unknown, secrets: readonly string[]): unknown {
  if (typeof body !== 'object' || body === null) return body;
  if (!secrets.some((it) => it in body)) return body;
  const shown = Object.entries(body).filter(([name]) => !secrets.includes(name));
  return { ...Object.fromEntries(shown), secretOmitted: true };
}
