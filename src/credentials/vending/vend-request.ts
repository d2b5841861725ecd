import type { CredentialFormat } from '../credential.entity.js';
import type { GrantRequest } from './grant.js';

/** What an agent asks of a credential, and why. Absent members ask for what is usual. */
export interface VendRequest extends GrantRequest {
  readonly format?: CredentialFormat;
  readonly audience?: string;
  /** Addresses and CIDR ranges from which alone it shall be used. */
  readonly addresses?: readonly string[];
  /** Thumbprint (RFC 7638) of the key that whoever uses it shall prove. */
  readonly boundKey?: string;
  readonly renewable?: boolean;
  /** How many levels of delegations its holder may make from it. */
  readonly delegations?: number;
  /** Number, alias or id of the version of the tool that alone it shall open. */
  readonly version?: string;
  readonly reason?: string;
}
