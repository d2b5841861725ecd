import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ExtensionRegistry } from '../common/extensions/extension-registry.js';
import { AUTH_METHOD, type AuthMethod } from './auth-method.js';

/** Every installed kind of auth method: the built-in ones and those of guests. */
@Injectable()
export class AuthMethods extends ExtensionRegistry<AuthMethod> {
  constructor(discovery: DiscoveryService) {
    super(AUTH_METHOD, discovery);
  }
}
