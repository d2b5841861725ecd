import type { OauthClient } from './oauth-client.entity.js';

type Client = Pick<OauthClient, 'id' | 'tokenEpoch'>;

/** What access tokens of a client rest on: the client, and what it was when they were made. */
export const basisOf = (client: Client): readonly string[] => [client.id, epochOf(client)];

/** The basis that ends when a client loses a right or a key, while the client goes on. */
export const epochOf = ({ id, tokenEpoch }: Client): string => `${id}/${tokenEpoch}`;
