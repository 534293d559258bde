import type { Builtin } from '../builtin';
import { alias, unalias } from './alias';
import { controlBuiltins } from './control';
import { declareBuiltins } from './declare';
import { cd, pwd } from './directory';
import { echo } from './echo';
import { helpBuiltin } from './help';
import { history } from './history';
import { jobBuiltins } from './jobs';
import { letBuiltin } from './let';
import { mapfileBuiltins } from './mapfile';
import { printf } from './printf';
import { read } from './read';
import { set } from './set';
import { sourceBuiltins } from './source';
import { subshellBuiltins } from './subshell';
import { testBuiltins } from './test';
import { trap } from './trap';
import { truthBuiltins } from './truth';
import { command, type } from './type';
import { unsupportedBuiltins } from './unsupported';

/** Every builtin, in the order `help` lists them. */
export const builtins: readonly Builtin[] = [
  cd,
  pwd,
  echo,
  printf,
  read,
  ...mapfileBuiltins,
  ...testBuiltins,
  ...truthBuiltins,
  ...declareBuiltins,
  set,
  letBuiltin,
  alias,
  unalias,
  ...sourceBuiltins,
  ...subshellBuiltins,
  ...controlBuiltins,
  ...jobBuiltins,
  trap,
  type,
  command,
  history,
  helpBuiltin(() => builtins.filter((builtin) => !builtin.isHidden)),
  ...unsupportedBuiltins,
];
