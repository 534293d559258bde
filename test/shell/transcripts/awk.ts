// data table
import type { TranscriptRow } from './row';

/** Fields and sums: mawk and gawk print the same. */
export const awk: readonly TranscriptRow[] = [
  {
    script: "printf 'a b c\\nd e f\\n' | awk '{print $2}'",
    stdout: 'b\ne\n',
  },
  {
    script: "printf 'a,b,c\\n' | awk -F, '{print $3, $1}'",
    stdout: 'c a\n',
  },
  {
    script: "seq 5 | awk '{s+=$1} END {print s, NR, s/NR}'",
    stdout: '15 5 3\n',
  },
  {
    script: "seq 5 | awk 'NR==2'",
    stdout: '2\n',
  },
  {
    script: "seq 5 | awk '$1 > 2 && $1 < 5'",
    stdout: '3\n4\n',
  },
  {
    script: 'seq 5 | awk \'NR>1 {print $0 "!"}\'',
    stdout: '2!\n3!\n4!\n5!\n',
  },
  {
    script: "echo 'a b c' | awk '{print NF, $NF}'",
    stdout: '3 c\n',
  },
  {
    script: "echo 'a b c' | awk '{$2=\"x\"; print}'",
    stdout: 'a x c\n',
  },
  {
    script: "echo 'a b c' | awk 'BEGIN{OFS=\"-\"} {$1=$1; print}'",
    stdout: 'a-b-c\n',
  },
  {
    script: 'echo \'x 3.14159\' | awk \'{printf "%s %.2f|%5d|%-5s|\\n", $1, $2, 42, "ab"}\'',
    stdout: 'x 3.14|   42|ab   |\n',
  },
  {
    script: "printf 'a 1\\nb 2\\na 3\\n' | awk '{c[$1]+=$2} END {for (k in c) print k, c[k]}' | sort",
    stdout: 'a 4\nb 2\n',
  },
  {
    script: "echo 'hello' | awk '{print length($0), toupper($0), substr($0,2,3), index($0,\"l\")}'",
    stdout: '5 HELLO ell 3\n',
  },
  {
    script: "echo 'a:b:c' | awk '{n=split($0, p, \":\"); for(i=1;i<=n;i++) print i, p[i]}'",
    stdout: '1 a\n2 b\n3 c\n',
  },
  {
    script: "echo 'foo bar foo' | awk '{gsub(/foo/,\"[&]\"); print}'",
    stdout: '[foo] bar [foo]\n',
  },
  {
    script: "echo 'foo bar foo' | awk '{n=gsub(/o/,\"0\"); print n, $0}'",
    stdout: '4 f00 bar f00\n',
  },
  {
    script: "echo abc | awk '{if (match($0,/b+/)) print RSTART, RLENGTH}'",
    stdout: '2 1\n',
  },
  {
    script: "awk 'BEGIN {for (i=0;i<3;i++) {if (i==1) continue; print i}}'",
    stdout: '0\n2\n',
  },
  {
    script: "awk 'BEGIN {i=0; while (i<3) print i++; do i--; while (i>0); print i}'",
    stdout: '0\n1\n2\n0\n',
  },
  {
    script: 'awk -v x=5 \'BEGIN {print x+1, x "1"}\'',
    stdout: '6 51\n',
  },
  {
    script: "seq 5 | awk '/2/,/4/'",
    stdout: '2\n3\n4\n',
  },
  {
    script: "awk 'function f(a,b) {return a*b} BEGIN {print f(3,4)}'",
    stdout: '12\n',
  },
  {
    script: "awk 'function f(a) {a[1]=5} BEGIN {f(z); print z[1]}'",
    stdout: '5\n',
  },
  {
    script: 'echo \'10 9\' | awk \'{print ($1>$2), ("10">"9")}\'',
    stdout: '1 0\n',
  },
  {
    script: "awk 'BEGIN {print 7%3, 2^10, -3, !0, 1==1.0}'",
    stdout: '1 1024 -3 1 1\n',
  },
  {
    script: 'awk \'BEGIN {x["a"]; if ("a" in x) print "in"; delete x["a"]; print ("a" in x)}\'',
    stdout: 'in\n0\n',
  },
  {
    script: "awk 'BEGIN {x[1,2]=3; for (k in x) {split(k,p,SUBSEP); print p[1], p[2]}}'",
    stdout: '1 2\n',
  },
  {
    script: "printf 'a b\\n\\nc d\\n' | awk 'NF {print $1}'",
    stdout: 'a\nc\n',
  },
  {
    script: 'printf \'a\\nb\\n\\nc\\n\' | awk \'BEGIN{RS=""} {print NR": "$1}\'',
    stdout: '1: a\n2: c\n',
  },
  {
    script: 'echo x | awk \'{print > "o.txt"}\'; cat o.txt',
    stdout: 'x\n',
  },
  {
    script: "echo x | awk '{exit 3}'",
    exitCode: 3,
  },
  {
    script: "echo 'a b' | awk '{print $1 > \"/dev/stderr\"}' 2>&1",
    stdout: 'a\n',
  },
  {
    script: "seq 3 | awk 'END{print $0}'",
    stdout: '3\n',
  },
  {
    script: "echo 'a  b' | awk '{print $1\"-\"$2}'",
    stdout: 'a-b\n',
  },
  {
    script: "echo 'v1 10\nv2 20' | awk '{ if ($2 > 15) print $1; else print \"no\" }'",
    stdout: 'no\nv2\n',
  },
  {
    script: "seq 10 | awk 'NR%2{next} {print}'",
    stdout: '2\n4\n6\n8\n10\n',
  },
  {
    script: 'awk \'BEGIN { printf "%d %i %x %o %c %e %g\\n", 3.9, 4, 255, 8, 65, 12345.678, 0.0001 }\'',
    stdout: '3 4 ff 10 A 1.234568e+04 0.0001\n',
  },
  {
    script: 'awk \'BEGIN { printf "%5.1f|%-8s|%08.3f\\n", 3.14159, "ab", 2.5 }\'',
    stdout: '  3.1|ab      |0002.500\n',
  },
  {
    script: "echo 'a,b;c' | awk -F'[,;]' '{print $2 $3}'",
    stdout: 'bc\n',
  },
  {
    script: 'awk \'BEGIN { print length("abc") length() }\'',
    stdout: '30\n',
  },
  {
    script: "echo '  lead' | awk '{print $1}'",
    stdout: 'lead\n',
  },
  {
    script: 'awk \'BEGIN { print "a" > "/dev/stdout" }\'',
    stdout: 'a\n',
  },
  {
    script: "echo 'ab' | awk '$0 ~ /a/ && !/c/ {print \"ok\"}'",
    stdout: 'ok\n',
  },
  {
    script: 'awk \'BEGIN { a = "x"; a = a a; print a; print (1,2) in b }\'',
    stdout: 'xx\n0\n',
  },
  {
    script: 'awk \'BEGIN { if (!(3 in a)) print "none"; print length(a) }\'',
    stdout: 'none\n0\n',
  },
  {
    script: "echo '5 apples' | awk '{print $1*2, $2*2}'",
    stdout: '10 0\n',
  },
  {
    script: "awk 'BEGIN {print -2^2, 2^3^2, 1 - 1 - 1}'",
    stdout: '-4 512 -1\n',
  },
  {
    script: 'awk \'BEGIN { print index("abc","c") 5 + 3 }\'',
    stdout: '38\n',
  },
  {
    script:
      'printf \'%s\\n\' a b c | awk \'{a[NR]=$0} END {for(i=NR;i>0;i--) printf "%s ", a[i]; print ""}\'',
    stdout: 'c b a \n',
  },
  {
    script: "awk 'BEGIN { x = 5; x += 2; x *= 3; x ^= 2; print x; y = x++ + ++x; print y, x }'",
    stdout: '441\n884 443\n',
  },
  {
    script: 'awk \'BEGIN { print 1>2 ? "a" : "b" }\' ; cat 2 2>/dev/null',
    exitCode: 1,
  },
  {
    script: 'awk \'BEGIN { print (1>2) ? "a" : "b" }\'',
    stdout: 'b\n',
  },
  {
    script: "awk 'BEGIN{while(i<3){i++; if(i==2)break}; print i}'",
    stdout: '2\n',
  },
  {
    script: "echo a b c d | awk '{for(i=NF;i>0;i--) printf $i (i>1?OFS:ORS)}'",
    stdout: 'd c b a\n',
  },
  {
    script: 'echo \'x\' | awk \'{print "ADDRESS="$1", D" }\'',
    stdout: 'ADDRESS=x, D\n',
  },
  {
    script: "awk 'BEGIN {counter=0} /a/{counter++} END{print counter}' /dev/null",
    stdout: '0\n',
  },
];
