import type { Command } from '../command';
import { curlCommand } from './curl/command';
import { cat } from './text/cat';
import { date } from './system/date/date';
import { basename, dirname } from './files/basename';
import { cp, mv } from './files/cp';
import { istioctlCommands } from './istioctl/index';
import { kubectlCommands } from './kubectl/index';
import { ls } from './files/ls';
import { mkdir, rmdir } from './files/mkdir';
import { rm } from './files/rm';
import { touch } from './files/touch';
import { grep } from './text/grep/grep';
import { head } from './text/head';
import { seq } from './system/seq';
import { sleep } from './system/sleep';
import { awk } from './text/awk/awk';
import { sed } from './text/sed/sed';
import { sort } from './text/sort/sort';
import { clear } from './system/clear';
import { env, printenv } from './system/env';
import { timeout } from './system/timeout';
import { watch } from './system/watch';
import { hostname, whoami } from './system/who';
import { xargs } from './system/xargs';
import { tail } from './text/tail';
import { jq } from './data/jq/jq';
import { yq } from './data/yq/yq';
import { fortio } from './network/fortio/fortio';
import { nc } from './network/nc';
import { openssl } from './openssl/openssl';
import { pilotAgent } from './network/pilot-agent';
import { base64 } from './text/base64';
import { cut } from './text/cut';
import { diff } from './text/diff';
import { nl } from './text/nl';
import { paste } from './text/paste';
import { rev } from './text/rev';
import { tac } from './text/tac';
import { tee } from './text/tee';
import { tr } from './text/tr';
import { yes } from './text/yes';
import { uniq } from './text/uniq';
import { wc } from './text/wc';

/** Programs of the shell itself, in the order `help` lists them. */
export const coreCommands: readonly Command[] = [
  ls,
  cat,
  head,
  tail,
  mkdir,
  rmdir,
  rm,
  cp,
  mv,
  touch,
  basename,
  dirname,
  diff,
  grep,
  sed,
  awk,
  jq,
  yq,
  base64,
  sort,
  uniq,
  wc,
  cut,
  tr,
  rev,
  nl,
  paste,
  tac,
  tee,
  seq,
  yes,
  sleep,
  date,
  timeout,
  watch,
  xargs,
  env,
  printenv,
  whoami,
  hostname,
  clear,
];

/** Every program. */
export const allCommands: readonly Command[] = [
  ...coreCommands,
  curlCommand,
  openssl,
  nc,
  fortio,
  pilotAgent,
  ...kubectlCommands,
  ...istioctlCommands,
];
