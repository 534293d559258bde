// data table
import type { TranscriptRow } from './row';

/** Syntax errors; GNU bash 5.2 and coreutils 9.1 print the same. */
export const syntax: readonly TranscriptRow[] = [
  {
    script: 'fi',
    stderr: "bash: syntax error near unexpected token `fi'\nbash: `fi'\n",
    exitCode: 2,
  },
  {
    script: 'echo a )',
    stderr: "bash: syntax error near unexpected token `)'\nbash: `echo a )'\n",
    exitCode: 2,
  },
  {
    script: 'a ;; b',
    stderr: "bash: syntax error near unexpected token `;;'\nbash: `a ;; b'\n",
    exitCode: 2,
  },
  {
    script: 'for',
    stderr: "bash: syntax error near unexpected token `newline'\nbash: `for'\n",
    exitCode: 2,
  },
  {
    script: 'echo a >',
    stderr: "bash: syntax error near unexpected token `newline'\nbash: `echo a >'\n",
    exitCode: 2,
  },
  {
    script: '| foo',
    stderr: "bash: syntax error near unexpected token `|'\nbash: `| foo'\n",
    exitCode: 2,
  },
  {
    script: 'echo a | | b',
    stderr: "bash: syntax error near unexpected token `|'\nbash: `echo a | | b'\n",
    exitCode: 2,
  },
  {
    script: 'a && && b',
    stderr: "bash: syntax error near unexpected token `&&'\nbash: `a && && b'\n",
    exitCode: 2,
  },
  {
    script: 'if true; do echo; done',
    stderr: "bash: syntax error near unexpected token `do'\nbash: `if true; do echo; done'\n",
    exitCode: 2,
  },
  {
    script: 'while true; then',
    stderr: "bash: syntax error near unexpected token `then'\nbash: `while true; then'\n",
    exitCode: 2,
  },
  {
    script: 'case x in a) echo;; esac )',
    stderr: "bash: syntax error near unexpected token `)'\nbash: `case x in a) echo;; esac )'\n",
    exitCode: 2,
  },
  {
    script: '{ echo a; }}',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: '( echo a ))',
    stderr: "bash: syntax error near unexpected token `)'\nbash: `( echo a ))'\n",
    exitCode: 2,
  },
  {
    script: 'echo "abc',
    stderr: 'bash: unexpected EOF while looking for matching `"\'\n',
    exitCode: 2,
  },
  {
    script: "echo 'abc",
    stderr: "bash: unexpected EOF while looking for matching `''\n",
    exitCode: 2,
  },
  {
    script: 'echo $(ls',
    stderr: "bash: unexpected EOF while looking for matching `)'\n",
    exitCode: 2,
  },
  {
    script: 'echo ${x',
    stderr: "bash: unexpected EOF while looking for matching `}'\n",
    exitCode: 2,
  },
  {
    script: 'echo `ls',
    stderr: "bash: unexpected EOF while looking for matching ``'\n",
    exitCode: 2,
  },
  {
    script: 'if true; then echo a',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: 'while true; do',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: 'f() {',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: '( echo',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: '{ echo',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: 'case x in',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: 'for i in a',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: 'echo a &&',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: 'echo a |',
    stderr: 'bash: syntax error: unexpected end of file\n',
    exitCode: 2,
  },
  {
    script: 'x=$((1+',
    stderr: "bash: unexpected EOF while looking for matching `)'\n",
    exitCode: 2,
  },
  {
    script: '((1',
    stderr: "bash: unexpected EOF while looking for matching `)'\n",
    exitCode: 2,
  },
  {
    script: 'done',
    stderr: "bash: syntax error near unexpected token `done'\nbash: `done'\n",
    exitCode: 2,
  },
  {
    script: 'then',
    stderr: "bash: syntax error near unexpected token `then'\nbash: `then'\n",
    exitCode: 2,
  },
  {
    script: 'esac',
    stderr: "bash: syntax error near unexpected token `esac'\nbash: `esac'\n",
    exitCode: 2,
  },
  {
    script: '}',
    stderr: "bash: syntax error near unexpected token `}'\nbash: `}'\n",
    exitCode: 2,
  },
  {
    script: ')',
    stderr: "bash: syntax error near unexpected token `)'\nbash: `)'\n",
    exitCode: 2,
  },
  {
    script: ';',
    stderr: "bash: syntax error near unexpected token `;'\nbash: `;'\n",
    exitCode: 2,
  },
  {
    script: '&',
    stderr: "bash: syntax error near unexpected token `&'\nbash: `&'\n",
    exitCode: 2,
  },
];
