// data table
import type { TranscriptRow } from './row';

/** Quoting, expansion, splitting, arithmetic; GNU bash 5.2 and coreutils 9.1 print the same. */
export const words: readonly TranscriptRow[] = [
  {
    script: 'echo hello world',
    stdout: 'hello world\n',
  },
  {
    script: 'echo -n a; echo b',
    stdout: 'ab\n',
  },
  {
    script: "echo -e 'a\\tb\\nc'",
    stdout: 'a\tb\nc\n',
  },
  {
    script: 'echo "a\\nb" \'c\\d\'',
    stdout: 'a\\nb c\\d\n',
  },
  {
    script: 'x=5; echo $x ${x} "$x" \'$x\'',
    stdout: '5 5 5 $x\n',
  },
  {
    script: 'x=\'a  b   c\'; echo $x; echo "$x"',
    stdout: 'a b c\na  b   c\n',
  },
  {
    script: 'echo ${u:-def} ${u-d} ${u:+alt}x ${u:=set} $u',
    stdout: 'def d x set set\n',
  },
  {
    script: 'x=; echo ${x:-e} ${x-e}. ${x+s}',
    stdout: 'e . s\n',
  },
  {
    script: 'f=archive.tar.gz; echo ${f%.*} ${f%%.*} ${f#*.} ${f##*.}',
    stdout: 'archive.tar archive tar.gz gz\n',
  },
  {
    script: 'p=/usr/local/bin; echo ${p/local/x} ${p//\\//-} ${p/#\\/usr/U} ${p/%bin/B}',
    stdout: '/usr/x/bin -usr-local-bin U/local/bin /usr/local/B\n',
  },
  {
    script: 's=hello; echo ${#s} ${s:1} ${s:1:3} ${s: -3} ${s:0:-1} ${s^} ${s^^} ${s,,}',
    stdout: '5 ello ell llo hell Hello HELLO hello\n',
  },
  {
    script:
      "a=(1 2 3); a[5]=9; echo ${!a[@]} ${a[@]}; a+=(10); echo ${a[@]:1:2} ${a[-1]}; unset 'a[0]'; echo ${#a[@]}",
    stdout: '0 1 2 5 1 2 3 9\n2 3 10\n4\n',
  },
  {
    script: 'echo {a,b,c}{1,2} {1..5} {5..1} {01..03} {a..e} {1..10..3} x{,y}z',
    stdout: 'a1 a2 b1 b2 c1 c2 1 2 3 4 5 5 4 3 2 1 01 02 03 a b c d e 1 4 7 10 xz xyz\n',
  },
  {
    script: 'echo {a} {} {a,b {1..} "{1,2}" \\{1,2}',
    stdout: '{a} {} {a,b {1..} {1,2} {1,2}\n',
  },
  {
    script: 'IFS=,; set -- 1 2 3; echo "$*"; echo $*',
    stdout: '1,2,3\n1 2 3\n',
  },
  {
    script: '(echo sub; exit 3); echo $?; { echo grp; }; x=1; (x=2; echo $x); echo $x',
    stdout: 'sub\n3\ngrp\n2\n1\n',
  },
  {
    script:
      'echo $((1+2*3)) $(((1+2)*3)) $((7/2)) $((-7/2)) $((7%3)) $((-7%3)) $((2**10)) $((1<<8)) $((255&15)) $((1|6)) $((5^1)) $((~0))',
    stdout: '7 9 3 -3 1 -1 1024 256 15 7 4 -1\n',
  },
  {
    script: 'x=3; echo $((x++)) $x $((++x)) $x $((x--)) $((x+=5)) $((x*=2)) $x',
    stdout: '3 4 5 5 5 9 18 18\n',
  },
  {
    script: 'a=(4 5 6); echo $((a[1]+1)); i=2; echo $((a[i]*2)) ${a[i]} ${a[$i]} ${a[i-1]}',
    stdout: '6\n12 6 6 5\n',
  },
  {
    script: 'echo $((9223372036854775807+1)) $((1,2)) $(( (3) ))',
    stdout: '-9223372036854775808 2 3\n',
  },
  {
    script: 'test; echo $?; test x; echo $?; [ ]; echo $?; [ -z ]; echo $?; [ = ]; echo $?',
    stdout: '1\n0\n1\n0\n0\n',
  },
  {
    script: 'cat <<EOF\na $((1+1)) $HOME_X `echo bt` \\$x\nEOF',
    stdout: 'a 2  bt $x\n',
  },
  {
    script: "cat <<'EOF'\na $((1+1)) \\$x\nEOF",
    stdout: 'a $((1+1)) \\$x\n',
  },
  {
    script: 'cat <<< "here $((2*3))"; x=\'a b\'; cat <<< $x',
    stdout: 'here 6\na b\n',
  },
  {
    script:
      'echo $(echo a; echo b) "$(echo a; echo b)"; echo `echo \\`echo nested\\``; echo "$(echo "inner $(echo deep)")"',
    stdout: 'a b a\nb\nnested\ninner deep\n',
  },
  {
    script: 'x=$(false); echo $?; x=$(exit 7); echo $?; echo $(exit 3)$?',
    stdout: '1\n7\n3\n',
  },
  {
    script:
      'true | false; echo $?; false | true; echo $? ${PIPESTATUS[@]}; set -o pipefail; false | true; echo $?',
    stdout: '1\n0 1 0\n1\n',
  },
  {
    script:
      'echo \'a b c\' | { read x y; echo "$x:$y"; }; echo "a:b:c" | { IFS=: read x y z; echo $x $y $z; }; printf \'x\\\\ty\\n\' | { read -r v; echo "$v"; }',
    stdout: 'a:b c\na b c\nx\\ty\n',
  },
  {
    script:
      "printf '%s\\n' a b; printf '%d-%s\\n' 1 x 2 y; printf '%5s|%-5s|%05d|%.2f\\n' ab cd 42 3.14159; printf '%x %X %o %c\\n' 255 255 8 hello",
    stdout: 'a\nb\n1-x\n2-y\n   ab|cd   |00042|3.14\nff FF 10 h\n',
  },
  {
    script:
      "printf '%b' 'a\\nb\\n'; printf '%%\\n'; printf 'no newline'; echo; printf '%s' ; printf '%q %q\\n' 'a b' \"it's\"; printf -v v '%03d' 7; echo $v",
    stdout: "a\nb\n%\nno newline\na\\ b it\\'s\n007\n",
  },
  {
    script:
      "export A=1; bash -c 'echo $A'; B=2 bash -c 'echo $B'; echo ${B:-unset}; export -n A; bash -c 'echo ${A:-none}'",
    stdout: '1\n2\nunset\nnone\n',
  },
  {
    script: 'x=abc; y=x; echo ${!y}; ab1=1 ab2=2; echo ${!ab*}',
    stdout: 'abc\nab1 ab2\n',
  },
  {
    script: 'echo a#b #comment',
    stdout: 'a#b\n',
  },
  {
    script: 'echo a;echo b # c',
    stdout: 'a\nb\n',
  },
  {
    script:
      "echo \"a 'b' \\\"c\\\" \\$d \\`e\\` \\\\ \\n\"; echo 'a \"b\" \\c'; echo a\\ b\\'c\\\"d; echo $'tab\\there' $'\\x41\\u00e9' $'it\\'s'",
    stdout: 'a \'b\' "c" $d `e` \\ \\n\na "b" \\c\na b\'c"d\ntab\there Aé it\'s\n',
  },
  {
    script: 'echo a \\\n  b; echo "multi\nline"',
    stdout: 'a b\nmulti\nline\n',
  },
  {
    script: 'time_x() { :; }; time_x; :; echo $?; true; echo $_x$?',
    stdout: '0\n0\n',
  },
  {
    script: 'x=1; { x=2; }; echo $x; x=3 | cat; echo $x; echo 4 | read x; echo $x',
    stdout: '2\n2\n2\n',
  },
  {
    script: 'exit 300',
    exitCode: 44,
  },
  {
    script:
      'x="a b"; y=$x; echo "$y"; z="$x"\'c\'d; echo "$z"; x+=more; echo "$x"; n=5; n+=3; echo $n; declare -i k=2; k+=3; echo $k',
    stdout: 'a b\na bcd\na bmore\n53\n5\n',
  },
  {
    script: 'echo one; # comment',
    stdout: 'one\n',
  },
  {
    script: 'echo two # comment; echo no',
    stdout: 'two\n',
  },
  {
    script: ': ${v:=default}; echo $v',
    stdout: 'default\n',
  },
  {
    script: "echo $'a\\x41\\101\\u0041\\n' | cat -A",
    stdout: 'aAAA$\n$\n',
  },
  {
    script:
      "echo -e '\\x41\\0101\\u0041\\a' | cat -A; echo -e 'a\\cb'; echo -E 'a\\n'; echo -ne 'x\\n'; echo -x; echo -nx; echo -- a",
    stdout: 'AAA^G$\naa\\n\nx\n-x\n-nx\n-- a\n',
  },
  {
    script: 'echo "$(printf \'a\\n\\n\\n\')"x; x=$(printf \'\\n\\na\\n\\n\'); echo "[$x]"',
    stdout: 'ax\n[\n\na]\n',
  },
  {
    script: 'echo ${#} ${@} "${*}" ${1:-none}; set -- x y z; echo ${@:2} ${@:1:1} ${*: -1} ${#@}',
    stdout: '0  none\ny z x z 3\n',
  },
  {
    script:
      'a=(c a b); echo "${a[*]}" "${a[@]/a/X}" "${a[@]^}" ${a[@]#c}; IFS=-; echo "${a[*]}"; unset IFS; echo "${!a[@]}"',
    stdout: 'c a b c X b C A B a b\nc-a-b\n0 1 2\n',
  },
  {
    script: 'true; echo ${PIPESTATUS[0]}; (exit 3) | (exit 4) | true; echo ${PIPESTATUS[*]}',
    stdout: '0\n3 4 0\n',
  },
  {
    script: '{ echo a; exit 3; echo b; } | cat; echo $?; (exit 9); echo $?',
    stdout: 'a\n0\n9\n',
  },
  {
    script: 'x=5; cat <<E\n$x ${x}y $((x+1)) "$x" \'$x\' \\$x \\\\ `echo c` $(echo "q")\nE',
    stdout: '5 5y 6 "5" \'5\' $x \\ c q\n',
  },
  {
    script:
      'echo [a; echo a]; echo [; echo "[a-z]"; echo \\[a\\]; echo a[b]c; touch \'a[b]c\'; echo a\\[b\\]c a[[]b*',
    stdout: '[a\na]\n[\n[a-z]\n[a]\na[b]c\na[b]c a[b]c\n',
  },
  {
    script:
      'shopt_x=1; echo {1..3}.{a,b}; echo pre{x,y}{1..2}post; echo {01..3}; echo {3..1}; echo {a..c}{,-}; echo {1..5..2}; echo {-1..1}; echo {z..w}; echo a{b}c{d,e}; echo {,a}x',
    stdout:
      '1.a 1.b 2.a 2.b 3.a 3.b\nprex1post prex2post prey1post prey2post\n01 02 03\n3 2 1\na a- b b- c c-\n1 3 5\n-1 0 1\nz y x w\na{b}cd a{b}ce\nx ax\n',
  },
  {
    script: 'let a=1+2 b=a*2; echo $a $b; let "c = a > 2"; echo $c; echo $((a)) $(( $a + $b )) $(($a$b))',
    stdout: '3 6\n1\n3 9 36\n',
  },
  {
    script:
      "export E1=a E2=b; bash -c 'echo $E1$E2'; bash -c 'echo $0 $1 $#' name arg; bash -c 'exit 7'; echo $?; x=5; bash -c 'echo \"[$x]\"'; sh -c 'echo sh'",
    stdout: 'ab\nname arg 1\n7\n[]\nsh\n',
  },
];
