import { memoByObject } from '../../../lib/memo';
import type { Field } from '../../kinds/field';
import type { Resource } from '../resource';

/** A destination and where istioctl says it stands. */
export interface PlacedDestination {
  readonly protocol: 'http' | 'tcp' | 'tls' | 'mirror';
  readonly destination: Field;
  /** Whose line istioctl names; without one it names the first. */
  readonly line?: Field;
}

/** Where the routes of a VirtualService lead, in istioctl's order. */
export const routeDestinations = memoByObject(({ spec }: Resource): readonly PlacedDestination[] =>
  (['tcp', 'tls', 'http'] as const).flatMap((protocol) =>
    spec.at(protocol).items.flatMap((rule) =>
      rule.at('route').items.map((route) => {
        const destination = route.at('destination');
        return { protocol, destination, line: destination.at('host') };
      }),
    ),
  ),
);

/** Where copies of requests go. */
export const mirrorDestinations = memoByObject(({ spec }: Resource): readonly PlacedDestination[] =>
  spec.at('http').items.flatMap((rule) => {
    const mirror = rule.at('mirror');
    const single = mirror.isSet
      ? [{ protocol: 'mirror' as const, destination: mirror, line: mirror.at('host') }]
      : [];
    // istioctl looks for the host beside the destination and does not find it: the first line is named.
    const several = rule
      .at('mirrors')
      .items.map((entry) => ({ protocol: 'mirror' as const, destination: entry.at('destination') }));
    return [...single, ...several];
  }),
);
