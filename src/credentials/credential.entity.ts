import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** How a token is made: a random text that only the registry knows, or a JWT that others can verify by themselves. */
export const CREDENTIAL_FORMATS = ['opaque', 'jwt'] as const;
export type CredentialFormat = (typeof CREDENTIAL_FORMATS)[number];

/** One vended credential, a lease. Neither its token nor its accessor is kept anywhere: only their HMACs are. */
@Entity('credential')
@Unique('credential_token_hmac_key', ['tokenHmac'])
@Unique('credential_accessor_hmac_key', ['accessorHmac'])
@Index('credential_agent_idx', ['agentId', 'id'])
@Index('credential_tool_idx', ['toolId', 'id'])
@Index('credential_version_idx', ['versionId'], { where: '(version_id IS NOT NULL)' })
@Index('credential_policy_idx', ['policyIds'], { type: 'gin' })
@Index('credential_basis_idx', ['basis'], { type: 'gin' })
@Index('credential_actors_idx', ['actors'], { type: 'gin' })
@Index('credential_parent_idx', ['parentId'], { where: '(parent_id IS NOT NULL)' })
@Index('credential_root_idx', ['rootId'], { where: '(root_id IS NOT NULL)' })
@Index('credential_expires_at_idx', ['expiresAt'])
@Check('credential_format_check', "format IN ('opaque', 'jwt')")
@Check('credential_token_check', "(format = 'opaque') = (token_hmac IS NOT NULL)")
@Check('credential_jwt_check', "format = 'opaque' OR (max_uses IS NULL AND NOT renewable)")
@Check('credential_parent_check', '(parent_id IS NULL) = (root_id IS NULL)')
@Check('credential_delegations_check', 'delegations >= 0')
@Check('credential_scopes_check', 'cardinality(scopes) > 0')
@Check('credential_expiry_check', 'issued_at < expires_at AND expires_at <= hard_expires_at')
@Check('credential_uses_check', '(max_uses IS NULL) = (uses_left IS NULL) AND uses_left BETWEEN 0 AND max_uses')
@Check('credential_revoke_check', '(revoked_at IS NULL) = (revoke_reason IS NULL)')
export class Credential {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'credential_pkey' })
  id!: string;

  @ForeignKey('Agent', { name: 'credential_agent_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  agentId!: string;

  @ForeignKey('Tool', { name: 'credential_tool_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  toolId!: string;

  /** The version of the tool that alone it opens, and with which it ends. Null: whichever is served. */
  @ForeignKey('ToolVersion', { name: 'credential_version_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  versionId!: string | null;

  @Column('text', { array: true })
  scopes!: string[];

  @Column('text')
  format!: CredentialFormat;

  /** Null where the token is a JWT, which names the credential as its `jti`. */
  @Column('bytea', { nullable: true })
  tokenHmac!: Buffer | null;

  /** Whoever has the accessor may look the credential up and revoke it, but not use it. */
  @Column('bytea')
  accessorHmac!: Buffer;

  /** For whom its token is, beside the tool itself. Null: for the tool alone. */
  @Column('text', { nullable: true })
  audience!: string | null;

  /** Thumbprint (RFC 7638) of the key that whoever uses it must prove to hold. Null: none. */
  @Column('text', { nullable: true })
  boundKey!: string | null;

  @Column('timestamptz')
  issuedAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  /** The ceiling fixed at issue: no later change may move the expiry beyond it. */
  @Column('timestamptz')
  hardExpiresAt!: Date;

  @Column('boolean')
  renewable!: boolean;

  @Column('timestamptz', { nullable: true })
  renewedAt!: Date | null;

  /** The credential whose holder delegated this one: it ends with it. */
  @ForeignKey('Credential', { name: 'credential_parent_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  parentId!: string | null;

  /** The first of its chain of delegations; whoever changes the tree locks this row first. Null: it has no parent. */
  @ForeignKey('Credential', { name: 'credential_root_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  rootId!: string | null;

  /** How many levels of further delegations its holder may make. */
  @Column('integer')
  delegations!: number;

  /** Null where uses are not counted. */
  @Column('integer', { nullable: true })
  maxUses!: number | null;

  @Column('integer', { nullable: true })
  usesLeft!: number | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('uuid')
  decisionId!: string;

  /** The policies that let it be vended: when one of them changes, the credential ends. */
  @Column('uuid', { array: true })
  policyIds!: string[];

  /** Ids of what the proof rests on with which it was vended: when one of them is revoked, the credential ends. */
  @Column('text', { array: true })
  basis!: string[];

  /** The agents that act for its agent by it: when one of them falls, so does the credential. */
  @Column('uuid', { array: true })
  actors!: string[];

  /** Addresses and CIDR ranges from which alone it may be used. Null: any. */
  @Column('text', { array: true, nullable: true })
  addresses!: string[] | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  @Column('text', { nullable: true })
  revokeReason!: string | null;
}
