// data table
import type { TranscriptRow } from './row';

/** What goes wrong, in bash's words; GNU bash 5.2 and coreutils 9.1 print the same. */
export const errors: readonly TranscriptRow[] = [
  {
    script: 'echo err >&2; echo out 2>/dev/null; { echo o; echo e >&2; } > f2 2>&1; cat f2',
    stdout: 'out\no\ne\n',
    stderr: 'err\n',
  },
  {
    script:
      "printf '%d\\n' abc; printf '%d\\n' 0x10 010 \"'A\"; printf '%+d % d\\n' 5 5; printf '%*d\\n' 5 42; printf '%e %g\\n' 12345.678 0.0001",
    stdout: '0\n16\n8\n65\n+5  5\n   42\n1.234568e+04 0.0001\n',
    stderr: 'bash: printf: abc: invalid number\n',
  },
  {
    script: 'set -u; echo ${x:-d}; echo ${#}; echo $x; echo no',
    stdout: 'd\n0\n',
    stderr: 'bash: x: unbound variable\n',
    exitCode: 127,
  },
  {
    script: 'unset x; x=1; unset x; echo ${x:-gone}; readonly r=1; r=2; echo no',
    stdout: 'gone\n',
    stderr: 'bash: r: readonly variable\n',
    exitCode: 1,
  },
  {
    script:
      "printf 'a(b)\\n' | grep -o '(b)'; printf 'aab\\n' | grep -o 'a\\+'; printf 'x\\\\y\\n' | grep -c '\\\\'; printf 'a\\tb\\n' | grep -c '[[:space:]]'; printf 'ab12\\n' | grep -oE '[[:alpha:]]+|[[:digit:]]+'; grep x nofile; echo $?",
    stdout: '(b)\naa\n1\n1\nab\n12\n2\n',
    stderr: 'grep: nofile: No such file or directory\n',
  },
  {
    script:
      'mkdir -p m/n; ls m; touch m/f; ls -p m; ls -1 m; rm -r m; ls m 2>/dev/null; echo $?; mkdir q; mkdir q; rmdir q; rmdir q; rm -f nofile; echo $?',
    stdout: 'n\nf\nn/\nf\nn\n2\n0\n',
    stderr:
      "mkdir: cannot create directory ‘q’: File exists\nrmdir: failed to remove 'q': No such file or directory\n",
  },
  {
    script:
      'echo 1 > c1; cp c1 c2; cat c2; mv c2 c3; ls c*; mkdir cd; cp c1 c3 cd; ls cd; cp -r cd ce; ls ce; cp cd cf; mv c1 cd/; ls cd; cp nofile x; mv nofile x; rm cd',
    stdout: '1\nc1\nc3\nc1\nc3\nc1\nc3\nc1\nc3\n',
    stderr:
      "cp: -r not specified; omitting directory 'cd'\ncp: cannot stat 'nofile': No such file or directory\nmv: cannot stat 'nofile': No such file or directory\nrm: cannot remove 'cd': Is a directory\n",
    exitCode: 1,
  },
  {
    script: 'nosuchcmd; echo $?; ./nofile; echo $?; /; echo $?; nosuch 2>/dev/null; echo $?',
    stdout: '127\n127\n126\n127\n',
    stderr:
      'bash: nosuchcmd: command not found\nbash: ./nofile: No such file or directory\nbash: /: Is a directory\n',
  },
  {
    script: 'cd /; pwd; cd -; cd /tmp && pwd; cd nope; echo $?; cd a b 2>&1 | head -1; (cd /; pwd); pwd',
    stdout: '/\n/home/learner\n/tmp\n1\nbash: cd: too many arguments\n/\n/tmp\n',
    stderr: 'bash: cd: nope: No such file or directory\n',
  },
  {
    script: 'echo $((1/0)); echo after',
    stderr: 'bash: 1/0: division by 0 (error token is "0")\n',
    exitCode: 1,
  },
  {
    script: 'echo ${x?msg}; echo after',
    stderr: 'bash: x: msg\n',
    exitCode: 127,
  },
  {
    script: 'echo ${x:?}; echo after',
    stderr: 'bash: x: parameter null or not set\n',
    exitCode: 127,
  },
  {
    script: 'x=5; echo $((x y)); echo after',
    stderr: 'bash: x y: syntax error in expression (error token is "y")\n',
    exitCode: 1,
  },
  {
    script: 'break; continue; echo $?; f() { break; }; for i in 1 2; do f; echo $i; done',
    stdout: '0\n1\n2\n',
    stderr:
      "bash: break: only meaningful in a `for', `while', or `until' loop\nbash: continue: only meaningful in a `for', `while', or `until' loop\nbash: break: only meaningful in a `for', `while', or `until' loop\nbash: break: only meaningful in a `for', `while', or `until' loop\n",
  },
  {
    script: 'return 3; echo $?',
    stdout: '2\n',
    stderr: "bash: return: can only `return' from a function or sourced script\n",
  },
  {
    script: 'local x; echo $?',
    stdout: '1\n',
    stderr: 'bash: local: can only be used in a function\n',
  },
  {
    script: 'shift 3; echo $?; exit abc',
    stdout: '1\n',
    stderr: 'bash: exit: abc: numeric argument required\n',
    exitCode: 2,
  },
  {
    script:
      '[ 1 -eq a ]; echo $?; [ a b c ]; echo $?; [ a b ]; echo $?; [ 1 2 3 4 5 ]; echo $?; [ -f ]; echo $?; [ x',
    stdout: '2\n2\n2\n2\n0\n',
    stderr:
      "bash: [: a: integer expression expected\nbash: [: b: binary operator expected\nbash: [: a: unary operator expected\nbash: [: too many arguments\nbash: [: missing `]'\n",
    exitCode: 2,
  },
  {
    script:
      'kill %9; echo $?; wait 99999; echo $?; wait %3; echo $?; jobs; source nofile; echo $?; type nosuch; echo $?; command -v nosuch; echo $?',
    stdout: '1\n127\n127\n1\n1\n1\n',
    stderr:
      'bash: kill: %9: no such job\nbash: wait: pid 99999 is not a child of this shell\nbash: wait: %3: no such job\nbash: nofile: No such file or directory\nbash: type: nosuch: not found\n',
  },
  {
    script:
      "echo > ''; echo $?; x='a b'; echo hi > $x; echo $?; cat < nofile; echo $?; echo > /nonexist/x; echo $?",
    stdout: '1\n1\n1\n1\n',
    stderr:
      'bash: : No such file or directory\nbash: $x: ambiguous redirect\nbash: nofile: No such file or directory\nbash: /nonexist/x: No such file or directory\n',
  },
  {
    script:
      "set -x; x=1; echo $x 'a b'; [ 1 = 1 ]; for i in 1; do :; done; { set +x; } 2>/dev/null; echo off",
    stdout: '1 a b\noff\n',
    stderr: "+ x=1\n+ echo 1 'a b'\n+ '[' 1 = 1 ']'\n+ for i in 1\n+ :\n",
  },
  {
    script: 'echo $((1+)); echo a',
    stderr: 'bash: 1+: syntax error: operand expected (error token is "+")\n',
    exitCode: 1,
  },
  {
    script: 'echo ${x!y}; echo after',
    stderr: 'bash: ${x!y}: bad substitution\n',
    exitCode: 1,
  },
  {
    script: 'echo a 1>&2 2>/dev/null; echo b 2>&1 1>/dev/null; echo c >&2',
    stderr: 'a\nc\n',
  },
  {
    script: 'a="x=1"; $a; echo $?; "echo" quoted; e=echo; $e dyn; ${e} dyn2; \\echo esc; \'ec\'ho mix',
    stdout: '127\nquoted\ndyn\ndyn2\nesc\nmix\n',
    stderr: 'bash: x=1: command not found\n',
  },
  {
    script: 'x=010; echo $((x)) $((10#$x)); echo $((0xff)) $((16#ff)) $((08)); echo after',
    stdout: '8 10\n',
    stderr: 'bash: 08: value too great for base (error token is "08")\n',
    exitCode: 1,
  },
  {
    script: 'readonly R=1; (R=2; echo no); echo $?; unset R; echo $?; echo $R',
    stdout: '1\n1\n1\n',
    stderr: 'bash: R: readonly variable\nbash: unset: R: cannot unset: readonly variable\n',
  },
  {
    script:
      'type -t cd bash nosuch; type echo; command -v cd ls; command echo via; f() { echo func; }; type -t f; command -v f; unset -f f; type f',
    stdout: 'builtin\nfile\necho is a shell builtin\ncd\n/usr/bin/ls\nvia\nfunction\nf\n',
    stderr: 'bash: type: f: not found\n',
    exitCode: 1,
  },
  {
    script: 'kill -l | head -c 10; kill abc; echo $?; kill; echo $?',
    stdout: ' 1) SIGHUP1\n2\n',
    stderr:
      'bash: kill: abc: arguments must be process or job IDs\nkill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
  },
  {
    script:
      'sleep abc; echo $?; sleep; echo $?; seq; echo $?; seq a; echo $?; head -n x; echo $?; tail -n x; echo $?; sort -k 0 /dev/null; echo $?; cut; echo $?; cut -f0 /dev/null; echo $?; tr; echo $?; tr a; echo $?',
    stdout: '1\n1\n1\n1\n1\n1\n2\n1\n1\n1\n1\n',
    stderr:
      "sleep: invalid time interval ‘abc’\nTry 'sleep --help' for more information.\nsleep: missing operand\nTry 'sleep --help' for more information.\nseq: missing operand\nTry 'seq --help' for more information.\nseq: invalid floating point argument: ‘a’\nTry 'seq --help' for more information.\nhead: invalid number of lines: ‘x’\ntail: invalid number of lines: ‘x’\nsort: field number is zero: invalid field specification ‘0’\ncut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\ncut: fields are numbered from 1\nTry 'cut --help' for more information.\ntr: missing operand\nTry 'tr --help' for more information.\ntr: missing operand after ‘a’\nTwo strings must be given when translating.\nTry 'tr --help' for more information.\n",
  },
  {
    script:
      'cat nofile; echo $?; cat .; echo $?; head nofile; tail nofile; wc nofile; sort nofile; uniq nofile; cut -f1 nofile; nl nofile; tac nofile; paste nofile; diff nofile x; tee /; rev nofile',
    stdout: '1\n1\n',
    stderr:
      "cat: nofile: No such file or directory\ncat: .: Is a directory\nhead: cannot open 'nofile' for reading: No such file or directory\ntail: cannot open 'nofile' for reading: No such file or directory\nwc: nofile: No such file or directory\nsort: cannot read: nofile: No such file or directory\nuniq: nofile: No such file or directory\ncut: nofile: No such file or directory\nnl: nofile: No such file or directory\ntac: failed to open 'nofile' for reading: No such file or directory\npaste: nofile: No such file or directory\ndiff: nofile: No such file or directory\ndiff: x: No such file or directory\ntee: /: Is a directory\nrev: cannot open nofile: No such file or directory\n",
    exitCode: 1,
  },
  {
    script:
      'mkdir; mkdir x/y/z; mkdir -p x/y/z; mkdir x; rmdir x; rm; rm nofile; rm x; touch; touch a/b/c; cp; cp a; mv a; cp nof b; mv nof b; ls nof; cp x y; basename; dirname; mkdir -v vv; rm -rv x | wc -l',
    stdout: "mkdir: created directory 'vv'\n3\n",
    stderr:
      "mkdir: missing operand\nTry 'mkdir --help' for more information.\nmkdir: cannot create directory ‘x/y/z’: No such file or directory\nmkdir: cannot create directory ‘x’: File exists\nrmdir: failed to remove 'x': Directory not empty\nrm: missing operand\nTry 'rm --help' for more information.\nrm: cannot remove 'nofile': No such file or directory\nrm: cannot remove 'x': Is a directory\ntouch: missing file operand\nTry 'touch --help' for more information.\ntouch: cannot touch 'a/b/c': No such file or directory\ncp: missing file operand\nTry 'cp --help' for more information.\ncp: missing destination file operand after 'a'\nTry 'cp --help' for more information.\nmv: missing destination file operand after 'a'\nTry 'mv --help' for more information.\ncp: cannot stat 'nof': No such file or directory\nmv: cannot stat 'nof': No such file or directory\nls: cannot access 'nof': No such file or directory\ncp: -r not specified; omitting directory 'x'\nbasename: missing operand\nTry 'basename --help' for more information.\ndirname: missing operand\nTry 'dirname --help' for more information.\n",
  },
  {
    script:
      "timeout; echo $?; timeout x ls; echo $?; timeout 1; echo $?; xargs -n x </dev/null; env --foo; echo $?; printenv NOPE; echo $?; env A=1 bash -c 'echo $A'; date +%Y-%m-%dT%H -d @0 -u; date -u -d @86400 '+%a %b %e %j %s %F %T'; date foo; date -u -d @1700000000 -Iseconds; date -u -d @1700000000 -R; date -u -d @1700000000",
    stdout:
      '125\n125\n125\n125\n1\n1\n1970-01-01T00\nFri Jan  2 002 86400 1970-01-02 00:00:00\n2023-11-14T22:13:20+00:00\nTue, 14 Nov 2023 22:13:20 +0000\nTue Nov 14 22:13:20 UTC 2023\n',
    stderr:
      "Try 'timeout --help' for more information.\ntimeout: invalid time interval ‘x’\nTry 'timeout --help' for more information.\nTry 'timeout --help' for more information.\nxargs: invalid number \"x\" for -n option\nTry 'xargs --help' for more information.\nenv: unrecognized option '--foo'\nTry 'env --help' for more information.\ndate: invalid date ‘foo’\n",
  },
  {
    script:
      "printf 'a:3\\nb:1\\nc:2\\n' | sort -t: -k2n; printf 'a:3\\nb:1\\n' | sort -t : -k 2,2nr; printf '1 b\\n1 a\\n' | sort -n; printf '1 b\\n1 a\\n' | sort -ns; printf '1 b\\n1 a\\n0 z\\n' | sort -nu; printf '%s\\n' -1 -10 5 +3 .5 | sort -n; printf 'a\\nb\\n' | sort -c; echo $?; printf 'b\\na\\n' | sort -c; echo $?; printf 'x1\\nx10\\nx2\\n' | sort -V; printf 'b\\na\\n' | sort -o so.txt; cat so.txt",
    stdout:
      'b:1\nc:2\na:3\na:3\nb:1\n1 a\n1 b\n1 b\n1 a\n0 z\n1 b\n-10\n-1\n+3\n.5\n5\n0\n1\nx1\nx2\nx10\na\nb\n',
    stderr: 'sort: -:2: disorder: a\n',
  },
  {
    script:
      "printf '1\\n1\\n2\\n' | uniq -c | sort -rn; printf 'a 1\\nb 1\\na 2\\n' | sort -k2,2 -k1,1r; printf 'a1b\\n' | grep -oE '[0-9]+|[a-z]+' ; printf 'foo=1\\nbar=2\\n' | grep -E '^(foo|baz)='; printf 'a.b\\n' | grep 'a\\.b'; printf 'aXb\\n' | grep -i 'axB'; printf 'ab\\n' | grep -E 'a{1}b?$'; printf 'a{1}\\n' | grep 'a{1}'; printf 'aa\\n' | grep 'a\\{2\\}'; printf 'word word2\\n' | grep -ow 'word[0-9]*'; printf 'x\\n' | grep -E '('; echo $?; printf 'x\\n' | grep '\\('; echo $?; printf 'x\\n' | grep '['; echo $?; grep -c '' /dev/null; echo $?; echo 'a*b' | grep 'a*b'; echo '*a' | grep '*a'; echo 'a^b$c' | grep 'a^b$c'; printf 'a\\nb\\nc\\n' | grep -e a -e c; printf 'a\\nb\\n' | grep -E 'a|b' -c; printf 'a\\nb\\n' | grep 'a\\|b' -c; printf 'abc\\n' | grep --color=always b; echo test | grep -P '\\d|t' -o",
    stdout:
      '      2 1\n      1 2\nb 1\na 1\na 2\na\n1\nb\nfoo=1\na.b\naXb\nab\na{1}\naa\nword\nword2\n2\n2\n2\n0\n1\na*b\n*a\na^b$c\na\nc\n2\n2\na\u001b[01;31m\u001b[Kb\u001b[m\u001b[Kc\nt\nt\n',
    stderr: 'grep: Unmatched ( or \\(\ngrep: Unmatched ( or \\(\ngrep: Invalid regular expression\n',
  },
];
