import { Controller, HttpCode, Module, Post } from '@nestjs/common';
import { ProvenKey } from '../../src/auth/dpop/proven-key.decorator.js';
import { Public } from '../../src/auth/index.js';

/** Shows, as token endpoints learn it, the key that a sender has proved to hold. */
@Controller('api/v1/proven')
class ProvenController {
  @Public()
  @Post()
  @HttpCode(200)
  post(@ProvenKey() provenKey: string | undefined) {
    return { provenKey: provenKey ?? null };
  }
}

@Module({ controllers: [ProvenController] })
export class ProvenModule {}
