import type { Command } from '../command';
import { cat } from './cat';
import { date } from './date/date';
import { grep } from './grep/grep';
import { head } from './head';
import { seq } from './seq';
import { sleep } from './sleep';
import { sort } from './sort/sort';
import { tail } from './tail';
import { uniq } from './uniq';
import { wc } from './wc';

/** Programs of the shell itself, in the order `help` lists them. */
export const coreCommands: readonly Command[] = [cat, head, tail, grep, sort, uniq, wc, seq, sleep, date];

/** Every program. */
export const allCommands: readonly Command[] = [...coreCommands];
