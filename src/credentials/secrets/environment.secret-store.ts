import { Injectable } from '@nestjs/common';
import { processVariables } from '../../config/process-variables.js';
import type { SecretRef, SecretStore } from './secret-store.js';

/** The origin, a blank, the value: who may change the endpoint of a tool can so not have the value sent elsewhere. */
const ENTRY = /^(\S+) ([\x20-\x7e]{8,8192})$/;

/** Reads tools' secrets from variables of the environment that its operator sets, each for one origin. */
@Injectable()
export class EnvironmentSecretStore implements SecretStore {
  readonly kind = 'environment';
  readonly description = 'Variables of the environment, read-only, each under TOOL_SECRET_.';
  readonly readOnly = true;

  /** @throws Error: the operator writes here. */
  put(): Promise<void> {
    return Promise.reject(new Error('Read-only'));
  }

  get(ref: SecretRef): Promise<string | undefined> {
    const entry = ref.agentId === undefined ? processVariables()[variableOf(ref)] : undefined;
    const [, origin, value] = ENTRY.exec(entry ?? '') ?? [];
    return Promise.resolve(origin?.toLowerCase() === ref.origin ? value : undefined);
  }

  /** @throws Error: the operator writes here. */
  delete(): Promise<void> {
    return Promise.reject(new Error('Read-only'));
  }
}

/** Names are of letters, digits and underscores, so slots that differ in other characters only share one. */
function variableOf({ toolId, slot }: SecretRef): string {
  return `TOOL_SECRET_${toolId}_${slot}`.replaceAll(/\W/g, '_');
}
