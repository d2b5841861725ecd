/** Exits 0 when the registry in this container answers. */
const { PORT = '3000' } = process.env;
const reply = await fetch(`http://127.0.0.1:${PORT}/health/live`).catch(() => undefined);
process.exit(reply?.ok ? 0 : 1);
