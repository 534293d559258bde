// data table
import type { TranscriptRow } from './row';

/** Redirections and here-documents; GNU bash 5.2 and coreutils 9.1 print the same. */
export const redirections: readonly TranscriptRow[] = [
  {
    script:
      'a=(one two \'three four\'); echo ${a[0]} ${a[2]} ${#a[@]} ${#a[2]}; for i in "${a[@]}"; do echo "<$i>"; done',
    stdout: 'one three four 3 10\n<one>\n<two>\n<three four>\n',
  },
  {
    script: 'echo a > f1; echo b >> f1; cat f1; cat < f1; echo c > f1; cat f1',
    stdout: 'a\nb\na\nb\nc\n',
  },
  {
    script: 'cat <<-EOF\n\ttab\n\t  stripped\n\tEOF',
    stdout: 'tab\n  stripped\n',
  },
  {
    script: 'cat <<A; cat <<B\na\nA\nb\nB',
    stdout: 'a\nb\n',
  },
  {
    script:
      "printf 'a\\nb\\n' | { read x; cat; }; read x <<< 'one two'; echo $x; read -a arr <<< '1 2 3'; echo ${arr[1]}; read -d: v <<< 'p:q'; echo $v",
    stdout: 'b\none two\n2\np\n',
  },
  {
    script: "while IFS='=' read -r k v; do echo \"$k -> $v\"; done <<< $'a=1\\nb=2=3'",
    stdout: 'a -> 1\nb -> 2=3\n',
  },
  {
    script: "alias ll='echo aliased'; type -t echo cat if 2>/dev/null",
    stdout: 'builtin\nfile\nkeyword\n',
  },
  {
    script: 'set -- \'a b\' c; f() { printf \'<%s>\' "$@"; echo; }; f "$@"; f $@; f "$*"; f x"$@"y',
    stdout: '<a b><c>\n<a><b><c>\n<a b c>\n<xa b><cy>\n',
  },
  {
    script: 'echo "$(cat <<X\nin heredoc\nX\n)"',
    stdout: 'in heredoc\n',
  },
  {
    script: 'if true; then cat <<E; fi\nbody\nE',
    stdout: 'body\n',
  },
  {
    script:
      's=\'a,b,c\'; IFS=, read -ra p <<< "$s"; echo ${p[2]} ${#p[@]}; echo ${s//,/ }; echo ${s//[ab]/X}; x=aXbX; echo ${x/X/}; echo ${x%X*} ${x##*X}end',
    stdout: 'c 3\na b c\nX,X,c\nabX\naXb end\n',
  },
  {
    script: 'while read x\ndo echo "$x"\ndone <<EOF\nl1\nl2\nEOF',
    stdout: 'l1\nl2\n',
  },
  {
    script: "cat <<'A' <<'B'\none\nA\ntwo\nB",
    stdout: 'two\n',
  },
  {
    script: 'cat <<E\nline1 \\\njoined\nE',
    stdout: 'line1 joined\n',
  },
  {
    script: 'f() { cat <<E\nin $1\nE\n}; f func',
    stdout: 'in func\n',
  },
  {
    script: 'for i in 1 2; do cat <<E\nn$i\nE\ndone',
    stdout: 'n1\nn2\n',
  },
  {
    script:
      'exec_x=1; echo > noclob; set -- < noclob; echo $#; cat nof 2>&1; cat nof 2>e.txt; cat e.txt; cat nof &>/dev/null; echo $?',
    stdout: '0\ncat: nof: No such file or directory\ncat: nof: No such file or directory\n1\n',
  },
  {
    script:
      "echo 'echo in script $1 $#; exit 5' > s.sh; bash s.sh a b; echo $?; . ./s.sh x; echo not reached",
    stdout: 'in script a 2\n5\nin script x 1\n',
    exitCode: 5,
  },
  {
    script: "echo 'v=sourced; return 3; echo no' > t.sh; source t.sh; echo $? $v",
    stdout: '3 sourced\n',
  },
];
