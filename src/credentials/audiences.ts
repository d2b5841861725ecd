import { Injectable } from '@nestjs/common';
import { Issuer } from '../auth/index.js';
import type { ExecutableTool } from '../registry/index.js';

/** For whom a tool's credentials may be. */
@Injectable()
export class Audiences {
  constructor(private readonly issuer: Issuer) {}

  /** The tool's URI in this registry. */
  uriOf(toolId: string): string {
    return `${this.issuer.url}/api/v1/tools/${toolId}`;
  }

  /**
   * The tool's URI first, then its endpoint and the origin of that.
   *
   * Never the registry's own URL, which is what its access tokens are for.
   */
  of({ id, endpoint }: Pick<ExecutableTool, 'id' | 'endpoint'>): readonly [string, ...string[]] {
    const others = URL.canParse(endpoint) ? [endpoint, new URL(endpoint).origin] : [];
    return [this.uriOf(id), ...others.filter((it) => it !== this.issuer.url && it !== 'null')];
  }
}
