import { Injectable } from '@nestjs/common';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { RolesRepository } from '../roles/roles.repository.js';
import type { ClaimsMapping } from './claims-mapping.js';

/** Checks mappings that somebody sets. Whoever may set one may do everything, so any role may be mapped. */
@Injectable()
export class MappingRules {
  constructor(private readonly roles: RolesRepository) {}

  /** @throws ValidationFailedError naming each role that there is not. */
  async requireKnownRoles(mapping: ClaimsMapping | null | undefined): Promise<void> {
    const named = mapping ? rolesIn(mapping) : [];
    const known = new Set((await this.roles.findByNames(named.map((it) => it.role))).map((it) => it.name));
    const unknown = named.filter((it) => !known.has(it.role));
    if (unknown.length > 0) throw new ValidationFailedError(unknown.map(unknownRole));
  }
}

interface NamedRole {
  readonly pointer: string;
  readonly role: string;
}

function rolesIn({ roles, defaultRoles }: ClaimsMapping): NamedRole[] {
  return [
    ...roles.map(({ role }, index) => ({ role, pointer: `/mapping/roles/${index}/role` })),
    ...defaultRoles.map((role, index) => ({ role, pointer: `/mapping/defaultRoles/${index}` })),
  ];
}

const unknownRole = ({ pointer, role }: NamedRole) => ({
  pointer,
  code: 'UNKNOWN_ROLE',
  detail: `There is no role "${role}".`,
});
