export { type InvocationOutcome, ToolInvoked } from './invocation.events.js';
export { InvocationModule } from './invocation.module.js';
export { InvocationService } from './invocation.service.js';
