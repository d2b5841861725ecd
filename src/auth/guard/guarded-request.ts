import type { FastifyRequest } from 'fastify';
import type { RequestWithProof } from '../dpop/proven-key.decorator.js';
import type { Permission } from '../permissions.js';
import type { Principal } from '../principal.js';

/** A request and what the guard has found out about it. */
export type GuardedRequest = FastifyRequest &
  RequestWithProof & {
    principal?: Principal;
    /** The permission that the route asks for. */
    requiredPermission?: Permission;
  };
