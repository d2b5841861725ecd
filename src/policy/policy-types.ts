import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ExtensionRegistry } from '../common/extensions/extension-registry.js';
import { POLICY_TYPE, type PolicyType } from './policy-type.js';

/** Every installed policy kind: the built-in ones and those of guests. */
@Injectable()
export class PolicyTypes extends ExtensionRegistry<PolicyType> {
  constructor(discovery: DiscoveryService) {
    super(POLICY_TYPE, discovery);
  }
}
