// data table
import type { TranscriptRow } from './row';

/** Programs and pipelines; GNU bash 5.2 and coreutils 9.1 print the same. */
export const programs: readonly TranscriptRow[] = [
  {
    script: '{ echo o; echo e >&2; } 2>&1 >/dev/null | tr a-z A-Z; { echo o; echo e >&2; } &> f3; cat f3',
    stdout: 'E\no\ne\n',
  },
  {
    script: 'echo a | cat | cat; seq 5 | head -2 | tail -1; seq 3 | while read n; do echo "n=$n"; done',
    stdout: 'a\n2\nn=1\nn=2\nn=3\n',
  },
  {
    script: 'echo ~ | grep -c /; echo "~" a~b; x=~/y; echo ${x: -2}',
    stdout: '1\n~ a~b\n/y\n',
  },
  {
    script:
      'touch a.txt b.txt c.md; echo *.txt; echo [ab].*; echo ?.md; echo *.nope; echo "*.txt"; echo *.t*; mkdir d; touch d/x; echo */x d/*; echo .h*',
    stdout: 'a.txt b.txt\na.txt b.txt\nc.md\n*.nope\n*.txt\na.txt b.txt\nd/x d/x\n.h*\n',
  },
  {
    script:
      "seq 3 | xargs echo; seq 4 | xargs -n2 echo; printf 'a b\\nc\\n' | xargs -I{} echo '<{}>'; echo \"'a b' c\" | xargs -n1 echo; printf '' | xargs echo none; printf '' | xargs -r echo none",
    stdout: '1 2 3\n1 2\n3 4\n<a b>\n<c>\na b\nc\nnone\n',
  },
  {
    script:
      "seq 10 | sort -r | head -3; printf '10\\n9\\n1\\n' | sort; printf '10\\n9\\n1\\n' | sort -n; printf 'b 1\\na 2\\nc 0\\n' | sort -k2; printf 'b,1\\na,2\\n' | sort -t, -k2 -rn; printf 'b\\na\\nb\\n' | sort -u",
    stdout: '9\n8\n7\n1\n10\n9\n1\n9\n10\nc 0\nb 1\na 2\na,2\nb,1\na\nb\n',
  },
  {
    script:
      "printf 'x 10\\ny 9\\nx 2\\n' | sort -k1,1 -k2,2n; printf 'B\\na\\nC\\nb\\n' | sort -f; printf 'B\\na\\n' | sort; printf '2K\\n1M\\n3\\n' | sort -h; printf '1.10\\n1.9\\n' | sort -V; printf '  b\\na\\n' | sort -b",
    stdout: 'x 2\nx 10\ny 9\na\nB\nb\nC\nB\na\n3\n2K\n1M\n1.9\n1.10\na\n  b\n',
  },
  {
    script:
      "printf 'a\\na\\nb\\nc\\nc\\n' | uniq; printf 'a\\na\\nb\\n' | uniq -c; printf 'a\\na\\nb\\n' | uniq -d; printf 'a\\na\\nb\\n' | uniq -u; printf 'A\\na\\n' | uniq -i; printf '1 a\\n2 a\\n' | uniq -f1",
    stdout: 'a\nb\nc\n      2 a\n      1 b\na\nb\nA\n1 a\n',
  },
  {
    script:
      "printf 'one\\ntwo\\nthree\\n' | grep o; printf 'one\\ntwo\\n' | grep -v o; printf 'a1\\nb2\\n' | grep -o '[0-9]'; printf 'Foo\\nbar\\n' | grep -i foo; printf 'a\\nb\\na\\n' | grep -c a; printf 'a\\nb\\n' | grep -n b; echo $?",
    stdout: 'one\ntwo\n1\n2\nFoo\n2\n2:b\n0\n',
  },
  {
    script:
      "printf 'a.b\\nacb\\n' | grep -F a.b; printf 'a+b\\naab\\n' | grep 'a+b'; printf 'a+b\\naab\\n' | grep -E 'a+b'; printf 'foo bar\\nfoobar\\n' | grep -w foo; printf 'ab\\nabc\\n' | grep -x ab; printf 'a\\n' | grep -q b; echo $?; printf '1\\n2\\n3\\n4\\n5\\n' | grep -A1 -B1 3; seq 20 | grep -C1 -E '^(5|15)$'; seq 5 | grep -m2 .",
    stdout: 'a.b\na+b\naab\nfoo bar\nab\n1\n2\n3\n4\n4\n5\n6\n--\n14\n15\n16\n1\n2\n',
  },
  {
    script:
      "printf 'a\\n' > g1; printf 'a\\nb\\n' > g2; grep a g1 g2; grep -h a g1 g2; grep -l b g1 g2; grep -c a g1 g2; grep -L b g1 g2; grep -H a g1; grep -rn b . | sort",
    stdout: 'g1:a\ng2:a\na\na\ng2\ng1:1\ng2:1\ng1\ng1:a\n./g2:2:b\n',
  },
  {
    script:
      'seq 20 | head -n 3; seq 20 | tail -n 2; seq 5 | head -n -2; seq 5 | tail -n +4; seq 20 | head -2; echo hello | head -c 3; echo; echo hello | tail -c 3',
    stdout: '1\n2\n3\n19\n20\n1\n2\n3\n4\n5\n1\n2\nhel\nlo\n',
  },
  {
    script:
      "printf 'a b\\nc d e\\n' | wc; printf 'abc' | wc -c; printf 'a\\nb' | wc -l; echo 'a b c' | wc -w; printf 'héllo\\n' | wc -m; printf 'héllo\\n' | wc -c; printf 'abc\\nde\\n' | wc -L",
    stdout: '      2       5      10\n3\n1\n3\n6\n7\n3\n',
  },
  {
    script:
      "printf 'a b\\n' > w1; printf 'c\\n' > w2; wc w1 w2; wc -l w1; wc -lw w1 w2; wc -l < w1; cat w1 | wc -l -",
    stdout: '1 2 4 w1\n1 1 2 w2\n2 3 6 total\n1 w1\n1 2 w1\n1 1 w2\n2 3 total\n1\n1 -\n',
  },
  {
    script:
      "echo a:b:c | cut -d: -f1,3; echo a:b:c | cut -d: -f2-; echo abcdef | cut -c2-4; echo abcdef | cut -c-2,5-; echo nodelim | cut -d: -f1; echo nodelim | cut -s -d: -f1; echo a:b:c | cut -d: --complement -f2; echo a:b:c | cut -d: -f1,2 --output-delimiter=' '",
    stdout: 'a:c\nb:c\nbcd\nabef\nnodelim\na:c\na b\n',
  },
  {
    script:
      "echo hello | tr a-z A-Z; echo hello | tr -d l; echo aabbcc | tr -s a-c; echo 'a b' | tr ' ' '\\n'; echo abc123 | tr -cd '0-9\\n'; echo hello | tr 'a-y' 'b-z'; echo a1b2 | tr '[:digit:]' X; echo abc | tr abc x; echo 'a  b' | tr -s ' '; echo AbC | tr '[:upper:]' '[:lower:]'",
    stdout: 'HELLO\nheo\nabc\na\nb\n123\nifmmp\naXbX\nxxx\na b\nabc\n',
  },
  {
    script:
      "printf '1\\n2\\n3\\n' | paste -sd+; printf '1\\n2\\n3\\n4\\n' | paste - -; seq 3 > p1; seq 4 6 > p2; paste p1 p2; paste -d, p1 p2; seq 3 | tac; echo abc | rev; seq 3 | nl; printf 'a\\n\\nb\\n' | nl -ba; printf 'a\\n\\nb\\n' | cat -n; printf 'a\\n\\nb\\n' | cat -b; printf 'a\\tb\\n' | cat -A; printf 'a\\n\\n\\n\\nb\\n' | cat -s",
    stdout:
      '1+2+3\n1\t2\n3\t4\n1\t4\n2\t5\n3\t6\n1,4\n2,5\n3,6\n3\n2\n1\ncba\n     1\t1\n     2\t2\n     3\t3\n     1\ta\n     2\t\n     3\tb\n     1\ta\n     2\t\n     3\tb\n     1\ta\n\n     2\tb\na^Ib$\na\n\nb\n',
  },
  {
    script:
      "seq 3; seq 2 4; seq 1 2 7; seq 5 -2 1; seq 0 0.25 1; seq -s, 3; seq -w 9 11; seq -f 'n%03g' 2; seq 3 1; seq -2 0",
    stdout:
      '1\n2\n3\n2\n3\n4\n1\n3\n5\n7\n5\n3\n1\n0.00\n0.25\n0.50\n0.75\n1.00\n1,2,3\n09\n10\n11\nn001\nn002\n-2\n-1\n0\n',
  },
  {
    script:
      'basename /a/b.txt; basename /a/b.txt .txt; basename -a x/y z/w; basename -s .c a.c b.c; dirname /a/b/c; dirname a; dirname /; basename /; dirname a/b/',
    stdout: 'b.txt\nb\ny\nw\na\nb\n/a/b\n.\n/\n/\na\n',
  },
  {
    script:
      "seq 5 > d1; seq 2 6 > d2; diff d1 d2; echo $?; diff d1 d1; echo $?; diff -q d1 d2; printf 'a\\nb\\nc\\n' > d3; printf 'a\\nx\\nc\\n' > d4; diff d3 d4; diff -u d3 d4 | tail -n +3; printf 'a' > d5; printf 'a\\n' > d6; diff d5 d6",
    stdout:
      '1d0\n< 1\n5a5\n> 6\n1\n0\nFiles d1 and d2 differ\n2c2\n< b\n---\n> x\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n1c1\n< a\n\\ No newline at end of file\n---\n> a\n',
    exitCode: 1,
  },
  {
    script:
      'echo x | tee t1; cat t1; echo y | tee -a t1 > /dev/null; cat t1; echo z | tee t2 t3 >/dev/null; cat t2 t3',
    stdout: 'x\nx\nx\ny\nz\nz\n',
  },
  {
    script:
      'timeout 0.05 sleep 1; echo $?; timeout 1 true; echo $?; timeout 1 false; echo $?; env X=1 printenv X; env -i A=b env; printenv NOPE; echo $?',
    stdout: '124\n0\n1\n1\nA=b\n1\n',
  },
  {
    script: 'yes | head -2; yes no | head -1; echo $(yes | head -3)',
    stdout: 'y\ny\nno\ny y y\n',
  },
  {
    script:
      'f() { cat; }; echo piped | f; f <<< str; for i in 1 2; do echo $i; done | cat; while read l; do echo $l; done < <(seq 2); cat <(echo ps) ; diff <(seq 2) <(seq 3)',
    stdout: 'piped\nstr\n1\n2\n1\n2\nps\n2a3\n> 3\n',
    exitCode: 1,
  },
  {
    script:
      'for i in a b; do echo $i; done > lo; cat lo; if true; then echo in; fi > ifo; cat ifo; { echo 1; echo 2; } | tail -1; ( echo s ) > so; cat so',
    stdout: 'a\nb\nin\n2\ns\n',
  },
  {
    script:
      "printf '%s %s %s\\n' \"$0\" \"$#\" \"$-\" | cut -d' ' -f2; echo $$ | grep -cE '^[0-9]+$'; echo $RANDOM | grep -cE '^[0-9]+$'; echo ${#PWD} | grep -c .",
    stdout: '0\n1\n1\n1\n',
  },
  {
    script: "for f in {1..3}; do echo $f; done | sort -rn | paste -sd' '; echo {1..3}' '{a,b}",
    stdout: '3 2 1\n1 a 1 b 2 a 2 b 3 a 3 b\n',
  },
  {
    script:
      'v=$\'a\\nb\\nc\'; echo "$v" | wc -l; echo "$v" | grep -n b; while read -r line; do echo "- $line"; done <<< "$v"',
    stdout: '3\n2:b\n- a\n- b\n- c\n',
  },
  {
    script: 'if [ 1 = 1 ]\nthen\n  echo yes\nelse\n  echo no\nfi',
    stdout: 'yes\n',
  },
  {
    script: 'cat <<E | grep b\na\nb\nE',
    stdout: 'b\n',
  },
  {
    script: 'echo x > o1 > o2; cat o1; echo -; cat o2; echo a >> o1; echo b >> o1; cat o1; > o1; wc -c < o1',
    stdout: '-\nx\na\nb\n0\n',
  },
  {
    script:
      'ls nof 2>&1 >/dev/null | cut -c1-10; { echo 1; echo 2 >&2; } 2>&1 | sort; echo a |& cat; { echo e >&2; } |& tr e E',
    stdout: 'ls: cannot\n1\n2\na\nE\n',
  },
  {
    script:
      'x=\'*\'; echo $x | grep -c . ; echo "$x"; touch q1; x=\'q*\'; echo $x "$x"; set -f; echo q*; set +f',
    stdout: '1\n*\nq1 q*\nq*\n',
  },
  {
    script:
      "wc </dev/null; echo | wc; printf '' | wc -l; printf 'a' | cat; echo; printf 'a\\n\\n' | wc -l; printf 'x' | wc",
    stdout: '      0       0       0\n      1       0       1\n0\na\n2\n      0       1       1\n',
  },
  {
    script:
      "printf 'c\\nb\\na' | sort; printf 'c\\nb\\na' | head -2; printf 'a' | sed_x 2>/dev/null; printf 'a\\nb' | tail -1; echo; printf 'a\\nb' | tac; echo; printf 'a b' | xargs -n1",
    stdout: 'a\nb\nc\nc\nb\nb\nba\n\na\nb\n',
  },
  {
    script:
      "printf 'a\\nb\\nc\\nd\\ne\\nf\\n' | grep -A1 'a\\|e'; printf 'a\\nb\\nc\\n' | grep -n -A1 a; printf 'a\\nb\\nc\\n' | grep -vn b; printf 'a\\nb\\n' | grep -q a && echo found; printf 'one\\n' | grep -s x nofile; echo $?; printf 'a a a\\n' | grep -o a | wc -l; printf 'a\\n' | grep -H a; printf 'a\\nb\\n' > gg; grep -n a gg /dev/null; grep -lv zzz gg; grep -vc a gg; printf 'Abc\\n' | grep -iw abc; printf 'a-b\\n' | grep -w a; printf '\\n\\n' | grep -c '^$'",
    stdout:
      'a\nb\n--\ne\nf\n1:a\n2-b\n1:a\n3:c\nfound\n2\n3\n(standard input):a\ngg:1:a\ngg\n1\nAbc\na-b\n2\n',
  },
];
