/** SQLSTATE: connection trouble (08), out of connections (53), shutting down (57P), a statement that took too long, a lost race. */
const SQLSTATE = /^(08\w{3}|53\w{3}|57P\w{2}|57014|55P03|40001|40P01)$/;
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** What the driver and its pool say without any code. */
const MESSAGE =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/;

/** Whether PostgreSQL was out of reach, out of connections or out of time: a condition that passes. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return SQLSTATE.test(code) || SOCKET.has(code) || MESSAGE.test(error.message);
}
