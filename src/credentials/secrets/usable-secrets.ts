import { Injectable } from '@nestjs/common';
import { AgentSecretMissingError, SecretMissingError } from '../credentials.errors.js';
import { AgentSecretsRepository } from './agent-secrets.repository.js';
import type { PlacedSecret } from './secret-placement.js';
import { type StoredSecret, storedSecret } from './stored-secret.js';
import { StoredSecrets } from './stored-secrets.js';
import { ToolSecretsRepository } from './tool-secrets.repository.js';

/** A value and where it travels. */
export interface OpenedSecret {
  readonly secret: PlacedSecret;
  readonly value: string;
}

interface UsableSecret {
  readonly secret: PlacedSecret;
  readonly stored: StoredSecret;
}

/** Whose call goes where. */
export interface SecretUse {
  readonly toolId: string;
  readonly agentId: string;
  readonly origin: string;
}

/** Finds and reads what one agent's call of one tool takes along. */
@Injectable()
export class UsableSecrets {
  constructor(
    private readonly ofTools: ToolSecretsRepository,
    private readonly ofAgents: AgentSecretsRepository,
    private readonly stored: StoredSecrets,
  ) {}

  /**
   * The tool's secrets and the agent's own, as far as they are for this origin.
   *
   * @throws AgentSecretMissingError, SecretMissingError, SecretStoreUnavailableError
   */
  async open(use: SecretUse): Promise<OpenedSecret[]> {
    // A value that was replaced while it was looked for has a successor.
    const opened = (await this.read(use)) ?? (await this.read(use));
    if (!opened) throw new SecretMissingError();
    return opened;
  }

  /** @returns undefined when a store has no value where there should be one. */
  private async read(use: SecretUse): Promise<OpenedSecret[] | undefined> {
    const usable = await this.find(use);
    const values = await Promise.all(usable.map(({ stored }) => this.stored.read(stored)));
    const opened = usable.flatMap(({ secret }, i) => {
      const value = values[i];
      return value === undefined ? [] : [{ secret, value }];
    });
    return opened.length === usable.length ? opened : undefined;
  }

  private async find({ toolId, agentId, origin }: SecretUse): Promise<UsableSecret[]> {
    const slots = (await this.ofTools.findByTool(toolId)).filter((it) => it.origin === origin);
    const asksAgents = slots.some((it) => it.holder === 'agent');
    const own = asksAgents ? await this.ofAgents.findByToolAndAgent(toolId, agentId) : [];
    return slots.map((secret) => {
      const held = own.find((it) => it.slot === secret.slot && it.origin === origin);
      const stored = storedSecret(secret) ?? (held && storedSecret(held));
      if (!stored) throw new AgentSecretMissingError(secret.slot);
      return { secret, stored };
    });
  }
}
