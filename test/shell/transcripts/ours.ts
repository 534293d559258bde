// data table
import type { TranscriptRow } from './row';

/** What only this shell says: limits, hints, and what it does not do. */
export const ours: readonly TranscriptRow[] = [
  {
    script: 'whomai',
    stderr: "bash: whomai: command not found\nDid you mean 'whoami'?\n",
    exitCode: 127,
  },
  {
    script: "printf 'a: {b: [1, two]}\\n---\\na: 3\\n' | yq '.a'",
    stdout: 'b:\n- 1\n- two\n---\n3\n',
  },
  {
    script:
      "printf 'a: 1\\nb: x\\n' > f.yaml; yq -i '.a = 2' f.yaml; cat f.yaml; yq -o json . f.yaml; yq .b f.yaml",
    stdout: 'a: 2\nb: x\n{\n  "a": 2,\n  "b": "x"\n}\nx\n',
  },
  { script: 'yq . none.yaml', stderr: 'Error: open none.yaml: no such file or directory\n', exitCode: 1 },
  { script: 'frobnicate', stderr: 'bash: frobnicate: command not found\n', exitCode: 127 },
  {
    script: 'wget x',
    stderr: 'bash: wget: command not found\nUse curl instead.\n',
    exitCode: 127,
  },
  {
    script: 'select x in a b; do echo $x; done',
    stderr: 'bash: select: not supported in this shell; use `for` or `case` instead\n',
    exitCode: 2,
  },
  {
    script: 'echo a > >(cat)',
    stderr: 'bash: >(cat): process substitution for writing is not supported in this shell\n',
    exitCode: 1,
  },
  {
    script: 'f() { f; }; f; echo never',
    stderr: 'bash: f: maximum function nesting level exceeded (200)\n',
    exitCode: 1,
  },
  {
    script: 'x=$(yes); echo never',
    stderr: 'bash: command substitution: output is longer than 4 MiB\n',
    exitCode: 1,
  },
  {
    script: 'yes > flood; wc -c < flood',
    stdout: '8388608\n',
    stderr: 'yes: write error: No space left on device\n',
  },
  {
    script: 'echo {1..1000000}',
    stderr: 'bash: brace expansion: more than 100000 words\n',
    exitCode: 1,
  },
  { script: 'while true; do echo y; done | head -3', stdout: 'y\ny\ny\n' },
  { script: 'while true; do seq 2; done | head -3', stdout: '1\n2\n1\n' },
  { script: 'yes | head -1; echo ${PIPESTATUS[@]}', stdout: 'y\n141 0\n' },
  { script: 'date; sleep 1.5; date +%T.%N', stdout: 'Sat Nov 21 10:00:00 UTC 2026\n10:00:01.503720000\n' },
  { script: 'time sleep 2', stderr: '\nreal\t0m2.001s\nuser\t0m0.000s\nsys\t0m0.000s\n' },
  {
    script: 'timeout 2.5 watch -n 1 -t echo tick; echo $?',
    stdout: 'tick\ntick\ntick\n124\n',
  },
  {
    script: 'timeout 5 tail -f log & sleep 1; echo late >> log; wait',
    stderr: "tail: cannot open 'log' for reading: No such file or directory\n",
  },
  { script: 'touch log; timeout 5 tail -f log & sleep 1; echo late >> log; wait', stdout: 'late\n' },
  {
    script: 'sleep 9 & jobs; kill %1; jobs',
    stdout: '[1]+  Running                 sleep 9 &\n[1]+  Terminated              sleep 9\n',
  },
  {
    script: 'alias k="echo kubectl" kg="k get"; k version; kg pods -A',
    stdout: 'kubectl version\nkubectl get pods -A\n',
  },
  { script: "alias both='echo a; echo b'; both c", stdout: 'a\nb c\n' },
  {
    script: 'type cd ls bash if k; alias k=kubectl; type k',
    stdout:
      "cd is a shell builtin\nls is /usr/bin/ls\nbash is /usr/bin/bash\nif is a shell keyword\nk is aliased to `kubectl'\n",
    stderr: 'bash: type: k: not found\n',
  },
  {
    script: 'ls -l; mkdir d; echo hi > d/f; ls -l . d',
    stdout:
      'total 0\n.:\ntotal 4\ndrwxr-xr-x 2 learner learner 4096 Nov 21 10:00 d\n\nd:\ntotal 4\n-rw-r--r-- 1 learner learner 3 Nov 21 10:00 f\n',
  },
  {
    script: 'echo x | grep "\\(a\\)\\1"',
    stderr: 'grep: back-references are not supported: \\(a\\)\\1\n',
    exitCode: 2,
  },
  {
    script: "printf '%s' aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! | grep -cE '^(a+)+$'",
    stdout: '0\n',
    exitCode: 1,
  },
  {
    script:
      'mapfile -t a < <(seq 3); echo ${#a[@]} ${a[2]}; printf "x\\ny\\n" | { readarray b; echo -n "${b[1]}"; }',
    stdout: '3 3\ny\n',
  },
  {
    script: 'getopts ab: x; echo $?',
    stdout: '2\n',
    stderr: 'bash: getopts: not supported in this shell; use a while loop with case and shift\n',
  },
  {
    script: 'yes > full; echo $?',
    stdout: '1\n',
    stderr: 'yes: write error: No space left on device\n',
  },
  {
    script: "printf '%'; printf '%(%F)T'; printf 'a%zb'",
    stdout: 'a',
    stderr:
      "bash: printf: `%': missing format character\nbash: printf: `(': invalid format character\nbash: printf: `z': invalid format character\n",
    exitCode: 1,
  },
  {
    script: '!!',
    stderr:
      'bash: !!: command not found\nHistory expansion is not supported; press the up arrow or Ctrl-R.\n',
    exitCode: 127,
  },
];
