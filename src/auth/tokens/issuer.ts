import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { RouteNotFoundError } from '../../common/http/http.errors.js';
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

  /**
   * The URL as a well-known document tells it. Where it has a path, well-known URLs end with that (RFC 8414 §3.1, RFC 9728
   * §3.1); those of others do not exist.
   *
   * @param path that the well-known URL ends with, without its first slash.
   * @throws RouteNotFoundError when it is not that of the public URL.
   */
  urlAt(path?: string): string {
    const isOwn = path === undefined || (path !== '' && `/${path}` === new URL(this.url).pathname);
    if (!isOwn) throw new RouteNotFoundError();
    return this.url;
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
