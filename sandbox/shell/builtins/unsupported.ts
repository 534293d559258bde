import { defineBuiltin, type Builtin } from '../builtin';

/** Builtins of bash that this shell does not have, and what to do instead where there is something. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  bind: 'key bindings are fixed',
  builtin: 'call the builtin by its name',
  caller: '',
  compgen: 'completion comes from the commands themselves',
  complete: 'completion comes from the commands themselves',
  dirs: 'use cd and cd -',
  disown: 'jobs last as long as the shell',
  enable: '',
  getopts: 'use a while loop with case and shift',
  hash: '',
  popd: 'use cd and cd -',
  pushd: 'use cd and cd -',
  shopt: 'options are those of set -o',
  suspend: '',
  times: 'use time',
  ulimit: '',
  umask: 'files have no permissions here',
};

/** They exist only to say so, instead of `command not found`. */
export const unsupportedBuiltins: readonly Builtin[] = Object.entries(UNSUPPORTED).map(([name, instead]) =>
  defineBuiltin({
    path: [name],
    summary: 'Not supported in this shell.',
    usage: name,
    flags: [],
    rawArguments: true,
    isHidden: true,
    *run(_input, context) {
      yield* context.error(
        `bash: ${name}: not supported in this shell${instead === '' ? '' : `; ${instead}`}\n`,
      );
      return 2;
    },
  }),
);
