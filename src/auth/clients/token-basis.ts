import type { OAuthClient } from './oauth-client.entity.js';

type Client = Pick<OAuthClient, 'id' | 'tokenEpoch' | 'madeWith'>;

/** What access tokens of a client rest on: the client, what it was when they were made, and what it was made with. */
export const basisOf = (client: Client): readonly string[] => [client.id, epochOf(client), ...client.madeWith];

/** The basis that ends when a client loses a right, a key or its secret, while the client goes on. */
export const epochOf = ({ id, tokenEpoch }: Pick<Client, 'id' | 'tokenEpoch'>): string => `${id}/${tokenEpoch}`;

/** Of a basis that is a client or the epoch of one. */
export const clientIdIn = (basis: string): string => basis.split('/', 1)[0] ?? '';
