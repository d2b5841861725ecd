/** The suites that every extension passes, and a registry to try one in. */
export { type AuthMethodSamples, describeAuthMethod } from './contracts/auth-method.contract.js';
export { describeEntitySource, type EntitySourceSamples } from './contracts/entity-source.contract.js';
export { describeMonitoringSink } from './contracts/monitoring-sink.contract.js';
export { describePolicyType, type PolicyTypeSamples } from './contracts/policy-type.contract.js';
export { describeSecretStore } from './contracts/secret-store.contract.js';
export { describeToolType, type ToolCallSample, type ToolTypeSamples } from './contracts/tool-type.contract.js';
export { startTestRegistry, type TestRegistry, type TestRegistryOptions } from './test-registry.js';
