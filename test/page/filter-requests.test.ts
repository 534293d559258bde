import { describe, expect, it } from 'vitest';
import type { RequestSummary } from '../../sandbox/index';
import { filterRequests } from '../../src/inspect/filter-requests';

const request = (id: number, facts: Partial<RequestSummary> = {}): RequestSummary => ({
  id,
  atMs: id,
  client: 'external',
  method: 'GET',
  authority: 'fleetman.example.com',
  path: '/api/vehicles',
  status: 200,
  flags: '',
  durationMs: 3,
  ...facts,
});
const REQUESTS = [
  request(1),
  request(2, { status: 503, flags: 'NC' }),
  request(3, { client: 'default/position-simulator-1', method: 'POST' }),
  request(4, { version: 'risky' }),
];
const ids = (outsideOnly: boolean, text: string): number[] =>
  filterRequests(REQUESTS, { outsideOnly, text }).map(({ id }) => id);

describe('filterRequests', () => {
  it.each([
    [true, '', [4, 2, 1]],
    [false, '', [4, 3, 2, 1]],
    [true, 'nc', [2]],
    [true, 'vehicles 200', [4, 1]],
    [true, 'RISKY', [4]],
    [false, 'post simulator', [3]],
    [true, 'post', []],
  ])('outside only %s, %j', (outsideOnly, text, expected) => {
    expect(ids(outsideOnly, text)).toEqual(expected);
  });
});
