import { runInNewContext } from 'node:vm';
import { Unreadable } from './content.js';

const leastTime = 2000;
const bytesPerMillisecond = 200;

/**
 * Runs a library's reading of `size` bytes that may not end: a damaged file can make it believe in lengths of
 * thousands of millions. Two seconds and five more for each megabyte are many times what a whole file takes.
 * @throws Unreadable where the time is over; else what `read` throws.
 */
export function withinTime<T>(size: number, read: () => T): T {
  try {
    return runInNewContext('read()', { read }, { timeout: leastTime + Math.ceil(size / bytesPerMillisecond) }) as T;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new Unreadable('damaged file: reading it does not end');
  }
}
