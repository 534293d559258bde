import { HOME } from '../files';
import type { Prompt } from './renderer';

const GREEN = '\u001b[1;32m';
const BLUE = '\u001b[1;34m';
const PLAIN = '\u001b[0m';

/** Columns below which only the sign is shown. */
const NARROW = 48;

/** `learner@drydock:~/samples$ ` */
export function primaryPrompt(cwd: string, columns: number): Prompt {
  const place = cwd === HOME || cwd.startsWith(`${HOME}/`) ? `~${cwd.slice(HOME.length)}` : cwd;
  if (columns < NARROW) return { ansi: `${BLUE}${place}${PLAIN}$ `, plain: `${place}$ ` };
  const user = 'learner@drydock';
  return { ansi: `${GREEN}${user}${PLAIN}:${BLUE}${place}${PLAIN}$ `, plain: `${user}:${place}$ ` };
}

/** For the further lines of an unfinished command. */
export const CONTINUATION_PROMPT: Prompt = { ansi: '> ', plain: '> ' };
