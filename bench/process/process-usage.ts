import { readFileSync } from 'node:fs';

/** Linux reports CPU time in ticks of 10 ms on every architecture that Node supports. */
const SECONDS_PER_TICK = 0.01;

/** CPU time that a process has used so far, all its threads, in seconds. Linux only. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in brackets, may hold anything; user and system time are fields 14 and 15 of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * SECONDS_PER_TICK;
}

/** Memory that a process holds, in MB. Linux only. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
