import { readFileSync } from 'node:fs';

/**
 * How long something took, in milliseconds: on the wall, and of a processor's time. On a machine that has other things
 * to do, too, the second is what the first would come near to without them.
 * @typedef {{ wall: number, processor: number | undefined }} Time
 */

/** Times `work`; `processor` tells the processor time used so far by whatever does it. */
export function timed(work, processor = ofThisProcess) {
  const [begin, used] = [performance.now(), processor()];
  work();
  return since(begin, used, processor);
}

/** As `timed`, for work that others do. */
export async function timedAsync(work, processor) {
  const [begin, used] = [performance.now(), processor()];
  await work();
  return since(begin, used, processor);
}

function since(begin, used, processor) {
  const wall = performance.now() - begin;
  const now = processor();
  return { wall, processor: now === undefined || used === undefined ? undefined : now - used };
}

/** Processor time of this process, with the threads that collect its garbage and compile its code. */
export function ofThisProcess() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/** Processor time of the children of this process that have ended, in steps of 10 ms; undefined elsewhere than on Linux. */
export function ofEndedChildren() {
  const stat = readIfThere('/proc/self/stat');
  // Behind the name, in parentheses: state, and so on; the 14th and 15th are the children's.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && (Number(fields[13]) + Number(fields[14])) * 10;
}

/** Processor time of the main thread of a process, to a few milliseconds; undefined elsewhere than on Linux. */
export function ofMainThread(pid) {
  const text = readIfThere(`/proc/${pid}/task/${pid}/schedstat`);
  return text === undefined ? undefined : Number(text.split(' ')[0]) / 1e6;
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
