import { OmitType, PartialType } from '@nestjs/swagger';
import { CreateAgentDto } from './create-agent.dto.js';

/** What is absent stays. Null clears the owner and the metadata, and takes the password away. */
export class UpdateAgentDto extends PartialType(OmitType(CreateAgentDto, ['name', 'type']), {
  skipNullProperties: false,
}) {}
