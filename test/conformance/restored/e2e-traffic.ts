// data table
import type { Hole, Restored } from './restore';

const FILE = 'tests/integration/pilot/common/routing.go';

/** What stands for a call that is written as a function. */
const CODE = { $call: 'func() echo.CallOptions {', args: null };

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call to the port `http`, as the corpus writes those that are no functions. */
function call(name: string, asked: Asked, check: unknown): Hole {
  const { method, path, headers } = asked;
  const value = {
    $type: 'echo.CallOptions',
    Port: { $type: 'echo.Port', Name: 'http' },
    HTTP: {
      $type: 'echo.HTTP',
      ...(method !== undefined && { Method: method }),
      ...(path !== undefined && { Path: path }),
      ...(headers && { Headers: headers }),
    },
    Count: 1,
    Check: check,
  };
  return { at: ['case', 'children', name, 'opts'], recorded: CODE, value };
}

const and = (...args: unknown[]): unknown => ({ $call: 'check.And', args });
const status = (code: number): unknown => ({ $call: 'check.Status', args: [code] });
const ok = { $call: 'check.OK', args: null };
const responseHeader = (name: string, value: string): unknown => ({
  $call: 'check.ResponseHeader',
  args: [name, value],
});

const foo = { path: '/foo' };
const jason = { ...foo, headers: { 'end-user': 'jason' } };
const noName = { ...foo, headers: { 'end-user': '' } };

/** Calls of traffic cases, by the name of the case. */
export const e2eTraffic: Readonly<Record<string, Restored>> = {
  cors: {
    source: `${FILE}:817`,
    holes: [
      call(
        'preflight',
        { method: 'OPTIONS', headers: { Origin: 'cors.com', 'Access-Control-Request-Method': 'DELETE' } },
        and(
          ok,
          responseHeader('Access-Control-Allow-Origin', 'cors.com'),
          responseHeader('Access-Control-Allow-Methods', 'POST,GET'),
          responseHeader('Access-Control-Allow-Headers', 'X-Foo-Bar,X-Foo-Baz'),
          responseHeader('Access-Control-Max-Age', '86400'),
        ),
      ),
      call(
        'get',
        { headers: { Origin: 'cors.com' } },
        and(ok, responseHeader('Access-Control-Allow-Origin', 'cors.com')),
      ),
    ],
  },
  'without headers': {
    source: `${FILE}:1127`,
    holes: [
      call('end-user is jason', jason, status(200)),
      call('end-user is not jason', { ...foo, headers: { 'end-user': 'not-jason' } }, status(403)),
      call('do not have end-user header', foo, status(403)),
    ],
  },
  'without headers regex convert to present_match': {
    source: `${FILE}:1211`,
    holes: [
      call('have end-user header and value', jason, status(200)),
      call('have end-user header but value is empty', noName, status(200)),
      call('do not have end-user header', foo, status(403)),
    ],
  },
  'without headers regex match any string': {
    source: `${FILE}:1295`,
    holes: [
      call('have end-user header and value', jason, status(200)),
      call('have end-user header but value is empty', noName, status(200)),
      call('do not have end-user header', foo, status(200)),
    ],
  },
};
