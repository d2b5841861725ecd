import type { JsonSchema } from '../../common/extensions/settings-schema.js';
import type { ClaimsMapping } from '../mapping/claims-mapping.js';

/** A configured auth method as it may be shown. */
export interface AuthMethodView {
  readonly name: string;
  readonly kind: string;
  /** False when nothing that is installed knows the kind: nobody can log in by it. */
  readonly installed: boolean;
  readonly enabled: boolean;
  /** Secrets are masked. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What claims make of subjects of other issuers. Null: those that are linked to an agent log in, and no others. */
  readonly mapping: ClaimsMapping | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A kind of auth method and its instances; of a kind that is not installed, its name and instances alone. */
export interface AuthMethodKindView {
  readonly kind: string;
  readonly installed: boolean;
  readonly description: string | null;
  /** Whether its proofs may be presented as bearer tokens. */
  readonly bearer: boolean;
  readonly settingsSchema: JsonSchema | null;
  readonly credentialsSchema: JsonSchema | null;
  readonly instances: readonly AuthMethodView[];
}
