import { type CanActivate, type ExecutionContext, Injectable, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import type { FieldError } from '../errors/app-error.js';
import { ValidationFailedError } from '../errors/common.errors.js';
import { escapePointer, unknownMember } from '../errors/field-errors.js';

type Handler = ReturnType<ExecutionContext['getHandler']>;

/** Refuses query parameters and body members on routes that declare none: no DTO is there to refuse them. */
@Injectable()
export class StrayInputGuard implements CanActivate {
  readonly #unread = new WeakMap<Handler, { readonly query: boolean; readonly body: boolean }>();

  /** @throws ValidationFailedError that names each. */
  canActivate(context: ExecutionContext): boolean {
    const { query, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const unread = this.unreadBy(context.getHandler(), context.getClass());
    const errors = [...(unread.query ? strays(query, '') : []), ...(unread.body ? strays(body, '/') : [])];
    if (errors.length > 0) throw new ValidationFailedError(errors);
    return true;
  }

  private unreadBy(handler: Handler, controller: Type) {
    const known = this.#unread.get(handler);
    if (known) return known;
    const args = Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as object);
    const reads = (kind: RouteParamtypes) =>
      args.some((it) => it.startsWith(`${kind}:`) || it.startsWith(`${RouteParamtypes.REQUEST}:`));
    const unread = { query: !reads(RouteParamtypes.QUERY), body: !reads(RouteParamtypes.BODY) };
    this.#unread.set(handler, unread);
    return unread;
  }
}

function strays(input: unknown, prefix: string): FieldError[] {
  if (input === undefined) return [];
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [{ pointer: '', code: 'UNEXPECTED', detail: 'This route takes no body.' }];
  }
  return Object.keys(input).map((name) => unknownMember(prefix + escapePointer(name), name));
}
