/** What each group of operations is about, in the order in which a newcomer meets them. Guests' groups follow. */
const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['Authentication', 'Exchange proof of who you are for an access token, and ask who you are.'],
  ['OAuth', 'Access tokens for machines, by the standards: get, exchange, introspect, revoke, discover.'],
  ['Agents', 'Those who may call the registry: people, services and bots, their roles, permissions and keys.'],
  ['Tools', 'What agents may call: registered, described, searched, versioned.'],
  ['Secrets', "What a tool's own API demands, kept encrypted and attached to its calls."],
  ['Policies', 'Who may do what with which tool, and why a decision fell as it did.'],
  ['Access requests', 'Ask for access with a justification; somebody else approves it for a time.'],
  ['AuthZEN', 'The same decisions for whoever enforces them elsewhere, by OpenID AuthZEN Authorization API 1.0.'],
  [
    'Credentials',
    'Short-lived proof that one agent may use one tool: vended, validated, renewed, delegated, wrapped, revoked.',
  ],
  ['Invocations', 'Execute a tool through the registry.'],
  ['Monitoring', 'What was used, decided and changed; health and metrics.'],
];

/** The tags of the document: those described here that are used, then those of guests. */
export function tagsFor(used: ReadonlySet<string>): { name: string; description: string }[] {
  const ours = TAGS.filter(([name]) => used.has(name)).map(([name, description]) => ({ name, description }));
  const known = new Set(TAGS.map(([name]) => name));
  const guests = [...used].filter((it) => !known.has(it)).sort();
  return [...ours, ...guests.map((name) => ({ name, description: `Operations of the extension ${name}.` }))];
}
