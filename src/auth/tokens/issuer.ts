import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Environment } from '../../config/environment.js';

/** The registry as it is named in tokens: their issuer and their audience. */
@Injectable()
export class Issuer {
  constructor(
    private readonly environment: Environment,
    private readonly host: HttpAdapterHost,
  ) {}

  /**
   * PUBLIC_URL without a slash at its end; where that is unset, the address listened on.
   *
   * Do not keep it at the start: a port that the system chooses is not known before the registry listens.
   */
  get url(): string {
    const { PUBLIC_URL, HOST } = this.environment;
    return PUBLIC_URL?.replace(/\/+$/, '') ?? `http://${reachable(HOST)}:${this.port}`;
  }

  private get port(): number {
    const { httpAdapter } = this.host;
    const address = (httpAdapter?.getHttpServer() as Server | undefined)?.address();
    return typeof address === 'object' && address ? address.port : this.environment.PORT;
  }
}

/** The host of a URL by which this machine is reached that listens on the address. */
function reachable(address: string): string {
  if (address === '0.0.0.0' || address === '::') return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}
