import { Injectable } from '@nestjs/common';

/** The only source of time. Tests put their own in its place instead of sleeping. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
