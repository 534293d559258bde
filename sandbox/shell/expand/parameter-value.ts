import type { Process } from '../../sim/index';
import type { Frame } from '../evaluate/frame';
import { SHELL_PID } from '../state/shell-state';

/** What a parameter holds now. */
export type ParameterValue =
  | { readonly is: 'unset' }
  | { readonly is: 'text'; readonly text: string }
  /** `$@` (`separate`) or `$*` (joined when quoted), and their array forms. */
  | { readonly is: 'list'; readonly items: readonly string[]; readonly separate: boolean };

const UNSET: ParameterValue = { is: 'unset' };

/** Looks a parameter up; `index` is already expanded (`@`, `*`, a number or a key). */
export function parameterValue(name: string, index: string | undefined, frame: Frame): ParameterValue {
  const { state } = frame;
  if (name === '@' || name === '*') return { is: 'list', items: state.positional, separate: name === '@' };
  if (/^\d+$/.test(name)) return textOrUnset(name === '0' ? state.name : state.positional[Number(name) - 1]);
  if (index === undefined) return textOrUnset(special(name, frame) ?? state.variables.text(name));
  const value = name === 'PIPESTATUS' ? pipeStatus(frame) : state.variables.find(name)?.value;
  if (index === '@' || index === '*') {
    const items = value === undefined ? [] : typeof value === 'string' ? [value] : [...value.values()];
    return { is: 'list', items, separate: index === '@' };
  }
  if (value === undefined) return UNSET;
  if (typeof value === 'string') return textOrUnset(index === '0' ? value : undefined);
  const elements = value as ReadonlyMap<string | number, string>;
  if (state.variables.isAssociative(name)) return textOrUnset(elements.get(index));
  const at = Number(index);
  if (at >= 0) return textOrUnset(elements.get(at));
  const last = [...elements.keys()].at(-1);
  return textOrUnset(elements.get(Number(last ?? -1) + 1 + at));
}

/** The indexes or keys of an array, as `${!a[@]}` lists them. */
export function parameterKeys(name: string, frame: Frame): string[] {
  const value = frame.state.variables.find(name)?.value;
  if (value === undefined) return [];
  return typeof value === 'string' ? ['0'] : [...value.keys()].map(String);
}

function pipeStatus({ state }: Frame): ReadonlyMap<number, string> {
  return new Map((state.pipeStatus ?? [state.status]).map((status, i) => [i, String(status)]));
}

function textOrUnset(text: string | undefined): ParameterValue {
  return text === undefined ? UNSET : { is: 'text', text };
}

function special(name: string, { state, evaluator }: Frame): string | undefined {
  switch (name) {
    case '?':
      return String(state.status);
    case '#':
      return String(state.positional.length);
    case '$':
      return String(SHELL_PID);
    case '!':
      return state.lastBackground === '' ? undefined : state.lastBackground;
    case '-':
      return [...state.options].map((option) => OPTION_LETTERS[option] ?? '').join('');
    case 'RANDOM':
      return String(evaluator.world.random.below(32768));
    case 'SECONDS':
      return String(Math.floor((evaluator.world.kernel.nowMs - state.startedMs) / 1000));
    case 'EPOCHSECONDS':
      return String(Math.floor(evaluator.world.now() / 1000));
    default:
      return undefined;
  }
}

const OPTION_LETTERS: Readonly<Record<string, string>> = {
  errexit: 'e',
  noglob: 'f',
  nounset: 'u',
  xtrace: 'x',
};

/** Expands the words inside parameter expansions; handed in because words contain parameters. */
export type ExpandFragments<W, F> = (word: W, frame: Frame, isQuoted: boolean) => Process<F[]>;
