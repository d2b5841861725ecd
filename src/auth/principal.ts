import type { PermissionSet } from './permissions.js';
import type { AgentEpoch } from './tokens/access-token.js';

export const AGENT_TYPES = ['user', 'service', 'bot'] as const;
export type AgentType = (typeof AGENT_TYPES)[number];

/** Who is calling: an agent, narrowed by the proof it presented. Made by the guard, read-only. */
export interface Principal {
  readonly agentId: string;
  readonly agentName: string;
  readonly agentType: AgentType;
  readonly roles: readonly string[];
  /** The agent's rights, intersected with those of the token, key or credential. */
  readonly permissions: PermissionSet;
  /** Name of the configured auth method behind the proof. */
  readonly method: string;
  /** Identifies the access token; a log and revocation key, never the token. */
  readonly tokenId?: string;
  /** Ids of what the proof rests on: the token itself, its session, the key or client it was got by. */
  readonly basis: readonly string[];
  /** The agents on which the proof rests, the caller first, each with the token epoch that it must still have. */
  readonly epochs: readonly AgentEpoch[];
  /** When the proof that all this rests on ends for good. Absent: not by itself. */
  readonly proofEndsAt?: Date;
  /** Addresses and CIDR ranges from which alone the proof may be used. Absent: any. */
  readonly addresses?: readonly string[];
  /** Thumbprint (RFC 7638) of the key to which the proof is bound: the caller must have proved to hold it (RFC 9449). */
  readonly provenKey?: string;
  /** The OAuth client that got the token, where one did. */
  readonly clientId?: string;
  /** Agents that act for this one by token exchange (RFC 8693), the latest first. */
  readonly actors?: readonly string[];
  /** Set when a vended credential was presented: its own tool and scopes are all it opens. */
  readonly credential?: {
    readonly id: string;
    readonly toolId: string;
    readonly scopes: readonly string[];
    /** The version of the tool that alone it opens. Absent: whichever is served. */
    readonly versionId?: string;
  };
}
