/** CPU time of a process from Linux' /proc; undefined elsewhere, where the bench leaves these rows out. */
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** State and numbers of /proc/<pid>/stat after the command's name, which may hold blanks: see proc_pid_stat(5). */
function statOf(pid: number): string[] {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return line.slice(line.lastIndexOf(')') + 2).split(' ');
}

/** utime + stime. One tick is 10 ms: measure for a second or more. */
export function cpuMsOf(pid: number): number {
  const stat = statOf(pid);
  return ((Number(stat[11]) + Number(stat[12])) * 1000) / TICKS_PER_SECOND;
}

/** The workerd that this process has started. */
export function workerdChild(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        return Number(statOf(pid)[1]) === process.pid && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd';
      } catch {
        return false; // ended meanwhile
      }
    });
}
