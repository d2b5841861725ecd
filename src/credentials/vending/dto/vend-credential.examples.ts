/** What agents usually ask for, as Swagger UI offers it. */
export const VEND_EXAMPLES = {
  usual: {
    summary: 'A few minutes for one job',
    value: { scopes: ['invoke'], ttlSeconds: 300, reason: 'Plan of the week' },
  },
  counted: {
    summary: 'Ten uses, a part of which may be delegated once',
    value: { ttlSeconds: 900, maxUses: 10, delegations: 1 },
  },
  jwt: { summary: 'A JWT, which others verify by themselves', value: { format: 'jwt', ttlSeconds: 300 } },
  fromAddresses: { summary: 'Good from some addresses alone', value: { addresses: ['10.20.0.0/16', '127.0.0.1'] } },
  wrapped: { summary: 'A wrapping token, to be handed on', value: { ttlSeconds: 300, wrapTtlSeconds: 60 } },
};
