// data table
import type { TranscriptRow } from './row';

/** Lists, loops, functions, traps; GNU bash 5.2 and coreutils 9.1 print the same. */
export const control: readonly TranscriptRow[] = [
  {
    script: 'declare -A m=([x]=1 [y]=2); m[z]=3; for k in x y z; do echo $k=${m[$k]}; done; echo ${#m[@]}',
    stdout: 'x=1\ny=2\nz=3\n3\n',
  },
  {
    script:
      'set -- a \'b c\' d; echo $# $1 "$2" $*; for i; do echo "[$i]"; done; for i in "$@"; do echo "($i)"; done; shift; echo $1',
    stdout: '3 a b c a b c d\n[a]\n[b c]\n[d]\n(a)\n(b c)\n(d)\nb c\n',
  },
  {
    script: 'IFS=:; x=a:b::c; for i in $x; do echo "[$i]"; done',
    stdout: '[a]\n[b]\n[]\n[c]\n',
  },
  {
    script: 'x=\' lead trail \'; for i in $x; do echo "[$i]"; done; echo [$x]',
    stdout: '[lead]\n[trail]\n[ lead trail ]\n',
  },
  {
    script: 'i=0; while ((i<3)); do echo $i; ((i++)); done',
    stdout: '0\n1\n2\n',
  },
  {
    script: 'for ((i=0,j=5; i<j; i+=2,j--)); do echo $i $j; done',
    stdout: '0 5\n2 4\n',
  },
  {
    script: 'until [ ${n:-0} -ge 2 ]; do n=$((${n:-0}+1)); echo $n; done',
    stdout: '1\n2\n',
  },
  {
    script: 'for i in 1 2 3 4 5; do [ $i -eq 2 ] && continue; [ $i -eq 4 ] && break; echo $i; done',
    stdout: '1\n3\n',
  },
  {
    script: 'for i in 1 2; do for j in 1 2; do [ $j = 2 ] && continue 2; echo $i$j; done; done',
    stdout: '11\n21\n',
  },
  {
    script: 'case abc in a*) echo A;; *) echo other;; esac',
    stdout: 'A\n',
  },
  {
    script: 'case x in a|x) echo ax;& b) echo fall;; c) echo no;; esac',
    stdout: 'ax\nfall\n',
  },
  {
    script:
      "case 'a*' in 'a*') echo lit;; esac; case b in [a-c]) echo range;; esac; case d in [!a-c]) echo neg;; esac",
    stdout: 'lit\nrange\nneg\n',
  },
  {
    script: 'case foo.yaml in *.@(yml|yaml)) echo yaml;; esac',
    stdout: 'yaml\n',
  },
  {
    script: 'if false; then echo a; elif true; then echo b; else echo c; fi',
    stdout: 'b\n',
  },
  {
    script: 'true && echo t || echo f; false && echo t || echo f; ! true; echo $?',
    stdout: 't\nf\n1\n',
  },
  {
    script:
      'f() { echo "$1-$#"; return 4; }; f a b; echo $?; g() { local v=in; echo $v; }; v=out; g; echo $v',
    stdout: 'a-2\n4\nin\nout\n',
  },
  {
    script: 'fact() { if [ $1 -le 1 ]; then echo 1; else echo $(( $1 * $(fact $(($1-1))) )); fi; }; fact 10',
    stdout: '3628800\n',
  },
  {
    script:
      'echo $((5>3)) $((5==5)) $((5!=5)) $((1&&0)) $((1||0)) $((!5)) $((1?2:3)) $((0x1F)) $((010)) $((2#101)) $((36#z))',
    stdout: '1 1 0 0 1 0 2 31 8 5 35\n',
  },
  {
    script:
      '[[ abc == a* ]] && echo glob; [[ abc == "a*" ]] || echo quoted; [[ a < b ]] && echo lt; [[ -z \'\' && -n x ]] && echo and',
    stdout: 'glob\nquoted\nlt\nand\n',
  },
  {
    script:
      '[[ foo123 =~ ^([a-z]+)([0-9]+)$ ]] && echo ${BASH_REMATCH[1]} ${BASH_REMATCH[2]}; [[ a =~ b ]]; echo $?',
    stdout: 'foo 123\n1\n',
  },
  {
    script: '[[ 3 -lt 10 && ! 5 -eq 6 ]] && echo num; [[ ( a == b || c == c ) ]] && echo grp',
    stdout: 'num\ngrp\n',
  },
  {
    script:
      "[ a = a ] && echo 1; [ a != a ] || echo 2; [ -n a -a -z '' ] && echo 3; [ a = b -o 1 -lt 2 ] && echo 4; [ ! a = b ] && echo 5",
    stdout: '1\n2\n3\n4\n5\n',
  },
  {
    script: 'set -e; echo a; false; echo b',
    stdout: 'a\n',
    exitCode: 1,
  },
  {
    script: 'set -e; if false; then :; fi; false || true; ! true; echo ok; (false); echo no',
    stdout: 'ok\n',
    exitCode: 1,
  },
  {
    script: 'set -e; f() { false; echo in; }; f || echo handled; f; echo no',
    stdout: 'in\n',
    exitCode: 1,
  },
  {
    script: "trap 'echo bye $?' EXIT; echo hi; exit 3",
    stdout: 'hi\nbye 3\n',
    exitCode: 3,
  },
  {
    script: "trap 'echo bye' EXIT; (echo sub); false",
    stdout: 'sub\nbye\n',
    exitCode: 1,
  },
  {
    script: "eval 'x=1; echo $x'; eval echo '$x'; c='echo hi'; $c; x=y; eval \"$x=5\"; echo $y",
    stdout: '1\n1\nhi\n5\n',
  },
  {
    script: 'x=1; f() { x=2; local x=3; x=4; }; f; echo $x',
    stdout: '2\n',
  },
  {
    script: 'f() { echo $FUNCNAME_X "$@"; }; f "a b" c; f() { return; }; false; f; echo $?',
    stdout: 'a b c\n1\n',
  },
  {
    script: 'set -f; echo *; set +f; touch \'sp ace\'; for f in sp*; do echo "[$f]"; done',
    stdout: '*\n[sp ace]\n',
  },
  {
    script: 'sleep 0.01 & wait $!; echo $?; (exit 5) & wait $!; echo $?; wait; echo $?',
    stdout: '0\n5\n0\n',
  },
  {
    script: 'f() { echo a; return 1; echo b; }; if f; then echo y; else echo n; fi; f && echo z; echo end',
    stdout: 'a\nn\na\nend\n',
  },
  {
    script:
      'echo "${a[@]}" "${#a[@]}" end; a=(); echo "${a[@]}"end; for i in "${a[@]}"; do echo never; done; set -- ; echo "$@"end',
    stdout: '0 end\nend\nend\n',
  },
  {
    script: 'x=1 y=2; echo $x$y; x=2 true; echo $x; FOO=bar; f() { echo $FOO; }; FOO=baz f; echo $FOO',
    stdout: '12\n1\nbaz\nbar\n',
  },
  {
    script:
      'echo a && { echo b; false; } || echo c; false || false || echo d; true && true && echo e; ! false && echo f',
    stdout: 'a\nb\nc\nd\ne\nf\n',
  },
  {
    script:
      '((1)); echo $?; ((0)); echo $?; ((x=5)); echo $x; ((x>3)) && echo big; let y=x*2; echo $y; let 0; echo $?',
    stdout: '0\n1\n5\nbig\n10\n1\n',
  },
  {
    script:
      'x=10; while [ $x -gt 0 ]; do x=$((x-3)); done; echo $x; i=5; until ! ((i--)); do :; done; echo $i',
    stdout: '-2\n-1\n',
  },
  {
    script: 'echo start; { sleep 0.02; echo bg; } & echo fg; wait; echo end',
    stdout: 'start\nfg\nbg\nend\n',
  },
  {
    script: 'function f { echo kw; }; f',
    stdout: 'kw\n',
  },
  {
    script: 'function g() { echo kw2; }; g',
    stdout: 'kw2\n',
  },
  {
    script: 'for i in; do echo no; done; echo empty',
    stdout: 'empty\n',
  },
  {
    script: 'for i in a b\ndo\n  echo $i\ndone',
    stdout: 'a\nb\n',
  },
  {
    script: "case $x in\n  '') echo empty ;;\n  *) echo other ;;\nesac",
    stdout: 'empty\n',
  },
  {
    script: 'x=; [ -n "$x" ] || echo empty; [ -n $x ] && echo quirk; [[ -n $x ]] || echo fine',
    stdout: 'empty\nquirk\nfine\n',
  },
  {
    script:
      'a=1; b=2; [ $a -lt $b ] && [ $b -gt $a ] && echo cmp; [[ $a -lt $b && $b -gt $a ]] && echo cmp2; if [ "$a" == 1 ] && ! [ "$b" == 1 ]; then echo both; fi',
    stdout: 'cmp\ncmp2\nboth\n',
  },
  {
    script: 'x=abc; case $x in abc) ;; esac; echo $?; case nomatch in a) false;; esac; echo $?',
    stdout: '0\n0\n',
  },
  {
    script:
      'if false; then :; fi; echo $?; while false; do :; done; echo $?; for i in; do false; done; echo $?',
    stdout: '0\n0\n0\n',
  },
  {
    script: 'f() { return 5; }; f; echo $?; f || echo or $?; ! f; echo $?; f && echo no',
    stdout: '5\nor 5\n0\n',
    exitCode: 5,
  },
  {
    script: '(exit 2) || echo $?; x=$(exit 4) || echo $?; local_x=1; echo $?',
    stdout: '2\n4\n0\n',
  },
  {
    script:
      'echo $((3 > 2 ? 10 : 20)) $((1 + (2 , 3))) $((++y)) $y $((y+=4)) $((y<<=1)) $((-y)) $((- -y)) $((!!y)) $((y==10 && y!=3))',
    stdout: '10 4 1 1 5 10 -10 10 1 1\n',
  },
  {
    script:
      "i=3; while ((i--)); do printf '%d ' $i; done; echo; for ((;;)); do ((++k>3)) && break; done; echo $k; for ((i=0;i<2;++i)) do echo $i; done",
    stdout: '2 1 0 \n4\n0\n1\n',
  },
  {
    script:
      'sleep 0.01 & sleep 0.02 & wait; echo $?; sleep 5 & kill $!; wait $!; echo $?; { exit 3; } & wait $!; echo $?',
    stdout: '0\n143\n3\n',
  },
];
