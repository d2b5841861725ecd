/** The members of requests and responses that make up a definition: what a version fixes. */
export const DEFINITION_MEMBERS = [
  'type',
  'endpoint',
  'authRequired',
  'settings',
  'inputSchema',
  'outputSchema',
  'scopes',
  'annotations',
] as const;
