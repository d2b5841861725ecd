import { OmitType } from '@nestjs/swagger';
import { CreatePolicyRequest } from '../../policies/dto/create-policy.request.js';

/** A policy that nobody has saved, as it would be created. */
export class PolicyDraftRequest extends OmitType(CreatePolicyRequest, ['name', 'description'] as const) {}
