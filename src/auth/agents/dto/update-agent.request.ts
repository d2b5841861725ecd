import { OmitType, PartialType } from '@nestjs/swagger';
import { CreateAgentRequest } from './create-agent.request.js';

/** What is absent stays. Null clears the owner and the metadata, and takes the password away. */
export class UpdateAgentRequest extends PartialType(OmitType(CreateAgentRequest, ['name', 'type']), {
  skipNullProperties: false,
}) {}
