import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Permission } from '../permissions.js';
import type { ClientJwkSet } from './client-jwk.js';

/** How a client proves itself: by a secret, or by assertions that it signs (RFC 7523). */
export const CLIENT_AUTHENTICATIONS = ['client_secret', 'private_key_jwt'] as const;
export type ClientAuthentication = (typeof CLIENT_AUTHENTICATIONS)[number];

/** A machine identity of an agent; of its secret only the HMAC is kept, of its keys the public halves. */
@Entity('oauth_client')
@Check('oauth_client_authentication_check', `authentication IN ('client_secret', 'private_key_jwt')`)
@Check(
  'oauth_client_proof_check',
  `CASE authentication
    WHEN 'client_secret' THEN secret_hmac IS NOT NULL AND secret_hint IS NOT NULL AND jwks IS NULL
    ELSE jwks IS NOT NULL AND secret_hmac IS NULL AND secret_hint IS NULL AND previous_hmac IS NULL END`,
)
@Check('oauth_client_allowed_addresses_check', 'cardinality(allowed_addresses) > 0')
@Check('oauth_client_previous_check', '(previous_hmac IS NULL) = (previous_ends_at IS NULL)')
@Index('oauth_client_agent_id_id_idx', ['agentId', 'id'])
export class OAuthClient {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'oauth_client_pkey' })
  id!: string;

  @ForeignKey('Agent', { name: 'oauth_client_agent_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  agentId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  authentication!: ClientAuthentication;

  @Column('bytea', { nullable: true })
  secretHmac!: Buffer | null;

  /** First and last characters of the secret, for people to tell secrets apart. */
  @Column('text', { nullable: true })
  secretHint!: string | null;

  /** The secret before the last rotation, which works until `previousEndsAt`. */
  @Column('bytea', { nullable: true })
  previousHmac!: Buffer | null;

  @Column('timestamptz', { nullable: true })
  previousEndsAt!: Date | null;

  @Column('jsonb', { nullable: true })
  jwks!: ClientJwkSet | null;

  /** Null: whatever the agent may do. */
  @Column('text', { array: true, nullable: true })
  permissions!: Permission[] | null;

  /** Null: from anywhere. */
  @Column('text', { array: true, nullable: true })
  allowedAddresses!: string[] | null;

  /** The keys and clients of the same agent that it was made with, and their epochs: it ends with any of them. */
  @Column('text', { array: true })
  madeWith!: string[];

  /** Access tokens got under another epoch are revoked. */
  @Column('integer')
  tokenEpoch!: number;

  @Column('integer')
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  /** To the minute. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;
}
