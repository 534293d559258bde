// data table
import type { TranscriptRow } from './row';

/** Editing streams, as GNU sed 4.9 does. */
export const sed: readonly TranscriptRow[] = [
  {
    script: "printf 'a b c\\nd e f\\n' | sed 's/ /-/'",
    stdout: 'a-b c\nd-e f\n',
  },
  {
    script: "printf 'a b c\\nd e f\\n' | sed 's/ /-/g;s/e/[&]/'",
    stdout: 'a-b-c\nd-[e]-f\n',
  },
  {
    script: "seq 10 | sed -n '2,4p;$p'",
    stdout: '2\n3\n4\n10\n',
  },
  {
    script: "seq 10 | sed '3d;5,7d'",
    stdout: '1\n2\n4\n8\n9\n10\n',
  },
  {
    script: "seq 10 | sed '/3/,/5/d'",
    stdout: '1\n2\n6\n7\n8\n9\n10\n',
  },
  {
    script: "seq 10 | sed -n '/3/,+2p'",
    stdout: '3\n4\n5\n',
  },
  {
    script: "seq 10 | sed '1~3d'",
    stdout: '2\n3\n5\n6\n8\n9\n',
  },
  {
    script: "seq 10 | sed '$!d'",
    stdout: '10\n',
  },
  {
    script: "seq 10 | sed -n '$='",
    stdout: '10\n',
  },
  {
    script: "seq 5 | sed '2a hello'",
    stdout: '1\n2\nhello\n3\n4\n5\n',
  },
  {
    script: "seq 5 | sed '2i\\\nhello\\nx'",
    stdout: '1\nhello\nx\n2\n3\n4\n5\n',
  },
  {
    script: "seq 5 | sed '2c changed'",
    stdout: '1\nchanged\n3\n4\n5\n',
  },
  {
    script: "seq 5 | sed '2,3c changed'",
    stdout: '1\nchanged\n4\n5\n',
  },
  {
    script: "echo 'hello world' | sed 's/\\(hello\\) \\(world\\)/\\2 \\1/'",
    stdout: 'world hello\n',
  },
  {
    script: "echo 'hello world' | sed -E 's/(\\w+) (\\w+)/\\2 \\1/'",
    stdout: 'world hello\n',
  },
  {
    script: "echo 'hello' | sed 's/l/L/2'",
    stdout: 'helLo\n',
  },
  {
    script: "echo 'helllo' | sed 's/l/L/2g'",
    stdout: 'helLLo\n',
  },
  {
    script: "echo abc | sed 'y/abc/xyz/'",
    stdout: 'xyz\n',
  },
  {
    script: "printf 'no newline' | sed 's/no/with/'",
    stdout: 'with newline',
  },
  {
    script: "seq 6 | sed 'N;s/\\n/ /'",
    stdout: '1 2\n3 4\n5 6\n',
  },
  {
    script: "seq 5 | sed 'N;s/\\n/ /'",
    stdout: '1 2\n3 4\n5\n',
  },
  {
    script: 'seq 3 | sed G',
    stdout: '1\n\n2\n\n3\n\n',
  },
  {
    script: "seq 3 | sed -n '1!G;h;$p'",
    stdout: '3\n2\n1\n',
  },
  {
    script: "seq 4 | sed ':a;N;$!ba;s/\\n/,/g'",
    stdout: '1,2,3,4\n',
  },
  {
    script: "echo aaa | sed ':x;s/a/b/;tx'",
    stdout: 'bbb\n',
  },
  {
    script: 'seq 5 | sed 3q',
    stdout: '1\n2\n3\n',
  },
  {
    script: 'seq 5 | sed 3Q',
    stdout: '1\n2\n',
  },
  {
    script: "seq 5 | sed -n '2{p;p}'",
    stdout: '2\n2\n',
  },
  {
    script: "echo 'image: foo:v1' | sed 's#foo:v1#bar:v2#'",
    stdout: 'image: bar:v2\n',
  },
  {
    script: "echo 'a/b/c' | sed 's/\\//-/g'",
    stdout: 'a-b-c\n',
  },
  {
    script: "echo 'x=1' | sed 's/=.*//'",
    stdout: 'x\n',
  },
  {
    script: "echo hello | sed 's/.*/\\U&/'",
    stdout: 'HELLO\n',
  },
  {
    script: "echo hello | sed 's/./\\u&/'",
    stdout: 'Hello\n',
  },
  {
    script: "echo 'a.b.c' | sed 's/\\./_/g'",
    stdout: 'a_b_c\n',
  },
  {
    script: "echo abc | sed 's/x*/-/g'",
    stdout: '-a-b-c-\n',
  },
  {
    script: "printf 'one\\ntwo\\n' | sed -e 's/one/1/' -e 's/two/2/'",
    stdout: '1\n2\n',
  },
  {
    script: "echo 'foo bar' | sed -r 's/(foo) (bar)/\\2/'",
    stdout: 'bar\n',
  },
  {
    script: "printf '  replicas: 1\\n' | sed 's/replicas: 1/replicas: 3/g'",
    stdout: '  replicas: 3\n',
  },
  {
    script: "echo abc | sed -n 's/b/X/p'",
    stdout: 'aXc\n',
  },
  {
    script: "echo abc | sed 's/b/X/w out.txt' && cat out.txt",
    stdout: 'aXc\naXc\n',
  },
  {
    script: "printf 'a\\nb\\n' > f; sed -i 's/a/z/' f; cat f",
    stdout: 'z\nb\n',
  },
  {
    script: "seq 3 | sed 's/2/two\\nlines/'",
    stdout: '1\ntwo\nlines\n3\n',
  },
  {
    script: "printf 'k: v\\n' | sed 's/.*: //; s/v/w/'",
    stdout: 'w\n',
  },
  {
    script: "echo x | sed 's/x/a\\tb/'",
    stdout: 'a\tb\n',
  },
  {
    script: "seq 12 | sed -n '/^1/p'",
    stdout: '1\n10\n11\n12\n',
  },
  {
    script: "seq 3 | sed '2!d'",
    stdout: '2\n',
  },
  {
    script: "echo abc | sed 'foo'",
    stderr: "sed: -e expression #1, char 1: unknown command: `f'\n",
    exitCode: 1,
  },
  {
    script: "echo abc | sed 's/a/b'",
    stderr: "sed: -e expression #1, char 5: unterminated `s' command\n",
    exitCode: 1,
  },
  {
    script: "echo abc | sed 's/a/b/k'",
    stderr: "sed: -e expression #1, char 7: unknown option to `s'\n",
    exitCode: 1,
  },
  {
    script: "seq 5 | sed '0,/1/d'",
    stdout: '2\n3\n4\n5\n',
  },
  {
    script: "seq 5 | sed '2,1p'",
    stdout: '1\n2\n2\n3\n4\n5\n',
  },
  {
    script: "printf 'a\\nb\\na\\nb\\n' | sed '/a/,/b/s/^/> /'",
    stdout: '> a\n> b\n> a\n> b\n',
  },
];
