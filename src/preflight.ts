const OLDEST = [20, 19] as const;

/** Ends the process on a Node that cannot run us. It comes before all imports, since those may already fail there. */
export function refuseOldNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  process.stderr.write(`The GenAI Tool Registry needs Node ${OLDEST.join('.')} or later; this is ${version}.\n`);
  process.exit(1);
}
