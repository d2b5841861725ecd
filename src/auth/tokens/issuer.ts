import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';

/** The registry as it is named in tokens: their issuer and their audience. */
@Injectable()
export class Issuer {
  readonly url: string;

  constructor({ PUBLIC_URL, HOST, PORT }: Environment) {
    const host = HOST.includes(':') ? `[${HOST}]` : HOST;
    this.url = (PUBLIC_URL ?? `http://${host}:${PORT}`).replace(/\/+$/, '');
  }
}
