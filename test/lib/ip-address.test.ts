import { expect, it } from 'vitest';
import { familyOf } from '../../sandbox/lib/ip-address';

it.each([
  ['10.0.0.1', 'IPv4'],
  ['10.0.0.0/8', 'IPv4'],
  ['0.0.0.0', 'IPv4'],
  ['::', 'IPv6'],
  ['2001:db8::/32', 'IPv6'],
  ['::ffff:192.0.2.1', 'IPv6'],
  ['fe80::1%eth0', 'IPv6'],
  ['999.0.0.1', undefined],
  ['010.0.0.1', undefined],
  ['10.0.0.1.', undefined],
  ['1:2:3', undefined],
  ['1::2::3', undefined],
  ['::%', undefined],
  ['fade', undefined],
  ['reviews.default.svc.cluster', undefined],
  ['/var/run/socket', undefined],
  ['', undefined],
])('the family of %s is %s', (text, family) => {
  expect(familyOf(text)).toBe(family);
});
