export { InvocationModule } from './invocation.module.js';
