/** L0: processes, virtual time, channels, seeded randomness. */
export { Kernel, DeadlockError, RunawayError } from './kernel';
export type { RunLimits, RunOutcome } from './kernel';
export { coalesced } from './coalesced';
export { Task } from './task';
export type { Process, Scheduler, Suspension } from './task';
export { sleep, elapse, settled, currentTask, join, withTimeout, all, isCancelled } from './process';
export type { TimeoutResult } from './process';
export { Lifeline } from './lifeline';
export { Channel, CLOSED, send, receive } from './channel';
export type { Closed } from './channel';
export { RandomSource, RandomStream, hash32 } from './random';
export type { Timer } from './timer-queue';
