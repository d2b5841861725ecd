import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { ToolBusyError } from './invocation.errors.js';

/** Keeps one slow tool from taking the instance with it: so many calls of each in flight, and no queue. */
@Injectable()
export class CallSlots {
  readonly #inFlight = new Map<string, number>();

  constructor(private readonly environment: Environment) {}

  /**
   * Takes a slot, and returns what gives it back.
   *
   * @throws ToolBusyError
   */
  take(toolId: string): () => void {
    const taken = this.#inFlight.get(toolId) ?? 0;
    if (taken >= this.environment.OUTBOUND_MAX_CALLS_PER_TOOL) throw new ToolBusyError();
    this.#inFlight.set(toolId, taken + 1);
    return () => this.giveBack(toolId);
  }

  private giveBack(toolId: string): void {
    const left = (this.#inFlight.get(toolId) ?? 0) - 1;
    if (left > 0) this.#inFlight.set(toolId, left);
    else this.#inFlight.delete(toolId);
  }
}
