import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { canonicalName } from '../../common/canonical-name.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordsRepository } from './passwords.repository.js';

/** Which agent a name and a password prove. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly passwords: PasswordsRepository,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /** The agent's id; undefined when the name is unknown, has no password or another. Takes equally long for each. */
  async verify(username: string, password: string): Promise<string | undefined> {
    const known = await this.passwords.findByCanonicalName(canonicalName(username));
    const fits = await this.hasher.verify(known?.hash, password);
    return fits ? known?.agentId : undefined;
  }

  /** Hashing is slow: do it before the transaction that stores the hash. Null stays null, absent stays absent. */
  async hash<T extends null | undefined>(password: string | T): Promise<string | T> {
    return typeof password === 'string' ? this.hasher.hash(password) : password;
  }

  /** Null takes the password away. */
  async store(agentId: string, hash: string | null): Promise<void> {
    if (hash === null) await this.passwords.delete(agentId);
    else await this.passwords.put(agentId, hash, this.clock.now());
  }
}
