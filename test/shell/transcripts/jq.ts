// data table
import type { TranscriptRow } from './row';

/** Filters: jq prints the same. */
export const jqFilters: readonly TranscriptRow[] = [
  {
    script: 'echo \'{"a":{"b":[1,2,3]}}\' | jq .',
    stdout: '{\n  "a": {\n    "b": [\n      1,\n      2,\n      3\n    ]\n  }\n}\n',
  },
  {
    script: 'echo \'{"a":{"b":[1,2,3]}}\' | jq -c .',
    stdout: '{"a":{"b":[1,2,3]}}\n',
  },
  {
    script: 'echo \'{"a":{"b":[1,2,3]}}\' | jq \'.a.b[1]\'',
    stdout: '2\n',
  },
  {
    script: 'echo \'{"a":{"b":[1,2,3]}}\' | jq \'.a.b[]\'',
    stdout: '1\n2\n3\n',
  },
  {
    script: 'echo \'{"a":{"b":[1,2,3]}}\' | jq -c \'.a.b[1:]\'',
    stdout: '[2,3]\n',
  },
  {
    script: 'echo \'{"a":"x"}\' | jq -r .a',
    stdout: 'x\n',
  },
  {
    script: 'echo \'{"a":"x"}\' | jq .a',
    stdout: '"x"\n',
  },
  {
    script: 'echo \'{"headers":{"X-Foo":["v"]}}\' | jq \'.headers["X-Foo"][0]\'',
    stdout: '"v"\n',
  },
  {
    script: 'echo \'[{"n":1,"s":"a"},{"n":2,"s":"b"}]\' | jq -r \'.[] | select(.n>1) | .s\'',
    stdout: 'b\n',
  },
  {
    script: 'echo \'[{"n":1,"s":"a"},{"n":2,"s":"b"}]\' | jq -c \'map({(.s): .n}) | add\'',
    stdout: '{"a":1,"b":2}\n',
  },
  {
    script: "echo '[3,1,2]' | jq -c 'sort, reverse, length, add, max, min'",
    stdout: '[1,2,3]\n[2,1,3]\n3\n6\n3\n1\n',
  },
  {
    script: 'echo \'{"b":1,"a":2}\' | jq -c \'keys, keys_unsorted, to_entries, (.|length)\'',
    stdout: '["a","b"]\n["b","a"]\n[{"key":"b","value":1},{"key":"a","value":2}]\n2\n',
  },
  {
    script: 'echo \'{"b":1,"a":2}\' | jq -S -c .',
    stdout: '{"a":2,"b":1}\n',
  },
  {
    script: 'echo \'{"b":1,"a":2}\' | jq -c \'with_entries(.value += 1)\'',
    stdout: '{"b":2,"a":3}\n',
  },
  {
    script: "echo '{\"a\":1}' | jq -c '.b = 2 | .a |= .+1 | del(.b)'",
    stdout: '{"a":2}\n',
  },
  {
    script: 'echo \'{"a":[{"b":1},{"b":2}]}\' | jq -c \'.a[].b |= .*2\'',
    stdout: '{"a":[{"b":2},{"b":4}]}\n',
  },
  {
    script: 'echo \'{"a":[{"b":1},{"b":2}]}\' | jq -c \'[.a[] | .b]\'',
    stdout: '[1,2]\n',
  },
  {
    script: 'echo \'"a,b"\' | jq -c \'split(","), test("b"), sub("a";"x"), ascii_upcase\'',
    stdout: '["a","b"]\ntrue\n"x,b"\n"A,B"\n',
  },
  {
    script: "jq -n '1+2*3, 7/2, 7%3, -1'",
    stdout: '7\n3.5\n1\n-1\n',
  },
  {
    script: "jq -n '[range(5)] | map(select(.%2==0))' -c",
    stdout: '[0,2,4]\n',
  },
  {
    script: 'jq -n \'"x\\(1+1)y"\'',
    stdout: '"x2y"\n',
  },
  {
    script: "jq -n '{a:1} + {b:2} * 1' ; echo $?",
    stdout: '5\n',
    stderr: 'jq: error (at <unknown>): object ({"b":2}) and number (1) cannot be multiplied\n',
  },
  {
    script: 'echo \'{"a":null}\' | jq \'.a // "d"\'',
    stdout: '"d"\n',
  },
  {
    script: "echo '[1]' | jq '.a?'",
  },
  {
    script: "echo '{}' | jq 'if .a then 1 elif .b then 2 else 3 end'",
    stdout: '3\n',
  },
  {
    script: "jq -n 'reduce range(5) as $i (0; . + $i)'",
    stdout: '10\n',
  },
  {
    script: "jq -n '[1,2] as $x | $x[0] + $x[1]'",
    stdout: '3\n',
  },
  {
    script: "jq -n 'def f(x): x * 2; f(3)'",
    stdout: '6\n',
  },
  {
    script: "jq -n --arg v hello '$v'",
    stdout: '"hello"\n',
  },
  {
    script: "jq -n --argjson v '{\"a\":1}' -c '$v'",
    stdout: '{"a":1}\n',
  },
  {
    script: 'printf \'{"a":1}\\n{"a":2}\\n\' | jq .a',
    stdout: '1\n2\n',
  },
  {
    script: 'printf \'{"a":1}\\n{"a":2}\\n\' | jq -s -c .',
    stdout: '[{"a":1},{"a":2}]\n',
  },
  {
    script: "printf 'x\\ny\\n' | jq -R .",
    stdout: '"x"\n"y"\n',
  },
  {
    script: 'echo \'{"a":false}\' | jq -e .a; echo $?',
    stdout: 'false\n1\n',
  },
  {
    script: "echo '[1,[2,[3]]]' | jq -c 'flatten, flatten(1), [..|numbers]'",
    stdout: '[1,2,3]\n[1,2,[3]]\n[1,2,3]\n',
  },
  {
    script:
      'echo \'[{"k":"a","v":1},{"k":"b","v":2},{"k":"a","v":3}]\' | jq -c \'group_by(.k), unique_by(.k), (map(.v)|add)\'',
    stdout: '[[{"k":"a","v":1},{"k":"a","v":3}],[{"k":"b","v":2}]]\n[{"k":"a","v":1},{"k":"b","v":2}]\n6\n',
  },
  {
    script: "echo '[\"a\",1,null]' | jq -r '@csv, @tsv, @json'",
    stdout: '"a",1,\na\t1\t\n["a",1,null]\n',
  },
  {
    script: 'jq -n -r \'"hi" | @base64, (@base64|@base64d)\'',
    stdout: 'aGk=\nhi\n',
  },
  {
    script: 'echo \'{"a":{"b":1}}\' | jq -c \'[paths], [leaf_paths]\' ',
    stdout: '[["a"],["a","b"]]\n[["a","b"]]\n',
  },
  {
    script: 'echo \'{"a":{"b":1}}\' | jq -c \'path(.a.b), getpath(["a","b"]), has("a")\'',
    stdout: '["a","b"]\n1\ntrue\n',
  },
  {
    script: "echo '[1,2,3]' | jq -c '.[1:] , .[:-1], .[-1], first, last, (index(2))'",
    stdout: '[2,3]\n[1,2]\n3\n1\n3\n1\n',
  },
  {
    script: 'echo \'"abc"\' | jq \'.[1:2], length, startswith("a"), endswith("b"), contains("b")\'',
    stdout: '"b"\n3\ntrue\nfalse\ntrue\n',
  },
  {
    script:
      'echo \'{"spec":{"containers":[{"name":"a","image":"x"}]}}\' | jq -r \'.spec.containers[] | "\\(.name)\\t\\(.image)"\'',
    stdout: 'a\tx\n',
  },
  {
    script: 'echo \'{"a":1,"b":2}\' | jq -r \'to_entries[] | "\\(.key)=\\(.value)"\'',
    stdout: 'a=1\nb=2\n',
  },
  {
    script: 'echo \'{"a":[1,2]}\' | jq \'.a | join("-")\'',
    stdout: '"1-2"\n',
  },
  {
    script: "jq -n '[limit(3; range(10))]' -c",
    stdout: '[0,1,2]\n',
  },
  {
    script: 'jq -n \'try error("x") catch .\'',
    stdout: '"x"\n',
  },
  {
    script: "jq -n '[.[]?]' -c",
    stdout: '[]\n',
  },
  {
    script: "jq -n '{} | .a.b.c = 1' -c",
    stdout: '{"a":{"b":{"c":1}}}\n',
  },
  {
    script: 'jq -n \'"test" | ltrimstr("te") , rtrimstr("st")\'',
    stdout: '"st"\n"te"\n',
  },
  {
    script: "jq -n '[1,null,2] | map(values)' -c",
    stdout: '[1,2]\n',
  },
  {
    script: 'jq -n \'"1" | tonumber + 1\'',
    stdout: '2\n',
  },
  {
    script: "jq -n '1 as $x | 2 as $y | [$x,$y]' -c",
    stdout: '[1,2]\n',
  },
  {
    script: 'echo \'{"items":[{"metadata":{"name":"a"}}]}\' | jq -r \'.items[].metadata.name\'',
    stdout: 'a\n',
  },
  {
    script: 'jq -n \'[{"a":1},{"a":2}] | any(.a==2), all(.a>0)\'',
    stdout: 'true\ntrue\n',
  },
  {
    script: 'echo \'{"a":"b c"}\' | jq \'."a"\'',
    stdout: '"b c"\n',
  },
  {
    script: 'jq -n \'{"a b":1} | ."a b"\'',
    stdout: '1\n',
  },
  {
    script: "jq -n '{a:1,b:2} | {a,c:.b}' -c",
    stdout: '{"a":1,"c":2}\n',
  },
  {
    script: "jq -n '[1,2,3] | .[1] = 5' -c",
    stdout: '[1,5,3]\n',
  },
  {
    script: "jq -n '[foreach range(3) as $i (0; .+$i; [$i,.])]' -c",
    stdout: '[[0,0],[1,1],[2,3]]\n',
  },
  {
    script: "jq --tab -n '{a:1}'",
    stdout: '{\n\t"a": 1\n}\n',
  },
  {
    script: "jq --indent 4 -n '{a:1}'",
    stdout: '{\n    "a": 1\n}\n',
  },
  {
    script: 'jq -n \'"a" < "b", [1]<[2], null<false\'',
    stdout: 'true\ntrue\ntrue\n',
  },
  {
    script: "jq -n '{} .a'; echo $?",
    stdout: 'null\n0\n',
  },
  {
    script: "echo '{\"x\":[1,2]}' | jq '.x|length'",
    stdout: '2\n',
  },
];
