import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** One vended credential. The token itself is kept nowhere: only its HMAC is. */
@Entity('credential')
@Unique('credential_token_hmac_key', ['tokenHmac'])
@Index('credential_agent_idx', ['agentId', 'id'])
@Index('credential_tool_idx', ['toolId', 'id'])
@Index('credential_policy_idx', ['policyIds'], { type: 'gin' })
@Index('credential_basis_idx', ['basis'], { type: 'gin' })
@Index('credential_actors_idx', ['actors'], { type: 'gin' })
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

  @Column('text', { array: true })
  scopes!: string[];

  @Column('bytea')
  tokenHmac!: Buffer;

  @Column('timestamptz')
  issuedAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  /** The ceiling fixed at issue: no later change may move the expiry beyond it. */
  @Column('timestamptz')
  hardExpiresAt!: Date;

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
