import { lookup } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

/** Turns names into addresses. Tests put one in its place that changes its answers. */
@Injectable()
export class Resolver {
  /** Every address of the name, as text. Rejects when there is none. */
  async addressesOf(name: string): Promise<string[]> {
    const found = await lookup(name, { all: true, verbatim: true });
    return found.map((it) => it.address);
  }
}
