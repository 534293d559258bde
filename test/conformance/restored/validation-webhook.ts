// data table
import type { Hole, Restored } from './restore';

const FILE = 'pkg/config/validation/validation_test.go';

/** Where a message belongs the test has nothing; the recording writes that as a message with nothing in it. */
function nothing(...at: Hole['at']): Hole {
  return { at: ['spec', ...at], recorded: {}, value: null };
}

/** A list or a map is there and empty; the recording leaves it out. */
function empty(value: object, ...at: Hole['at']): Hole {
  return { at: ['spec', ...at], value };
}

function restored(line: number, hole: Hole): Restored {
  return { source: `${FILE}:${String(line)}`, holes: [hole] };
}

/** Messages, by the case of the test, or by test and error where cases have no names. */
export const validationWebhook: Readonly<Record<string, Restored>> = {
  'TestValidateWorkloadGroup/probe_nil': restored(2751, nothing('probe', 'httpGet')),
  'TestValidateServiceEntries/discovery_type_DYNAMIC_DNS,_nil_port': restored(4612, nothing('ports', 0)),
  'TestValidateServiceEntries/nil_port_in_ports_array': restored(4624, nothing('ports', 0)),
  'TestValidateServiceEntries/discovery_type_DNS_with_addresses,_nil_port': restored(
    4635,
    nothing('ports', 0),
  ),
  'TestValidateAuthorizationPolicy: invalid policy name.namespace: `from` must not be empty, found at rule 0':
    restored(5283, empty([], 'rules', 0, 'from')),
  'TestValidateAuthorizationPolicy: invalid policy name.namespace: `to` must not be empty, found at rule 0':
    restored(5322, empty([], 'rules', 0, 'to')),
  'TestValidatePeerAuthentication/empty_port_level_mtls': restored(7549, empty({}, 'portLevelMtls')),
  'TestValidateTrafficExtension/invalid_match_-_nil_traffic_selector': restored(8574, nothing('match', 0)),
  'TestValidateTrafficExtension/invalid_match_-_nil_port_selector': restored(
    8585,
    nothing('match', 0, 'ports', 0),
  ),
};
