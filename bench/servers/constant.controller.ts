import { Controller, Get } from '@nestjs/common';
import { Public } from '../../src/auth/index.js';

/** About as much JSON as a tool. */
const CONSTANT = {
  id: '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d',
  name: 'get_weather',
  description: 'The weather at a place. '.repeat(20),
  inputSchema: { type: 'object', properties: { place: { type: 'string' }, days: { type: 'integer' } } },
  tags: ['weather', 'public'],
};

@Controller('constant')
export class ConstantController {
  @Get()
  @Public()
  get(): object {
    return CONSTANT;
  }
}
