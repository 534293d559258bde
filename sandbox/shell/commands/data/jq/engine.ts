import { evaluate } from './evaluate';
import { assign, pathsOf } from './paths';
import type { Engine } from './scope';

/** The interpreter put together. */
export const JSON_ENGINE: Engine = { evaluate, pathsOf, assign };
