import type { WorldOptions } from './world-api';

/** A new home: the lab's files, and below `samples/` the manifests of the demo apps. */
export function homeFiles({
  files = {},
  manifests = {},
  samples = {},
}: WorldOptions): Record<string, string> {
  const below = Object.entries({ ...samples, ...manifests }).map(
    ([name, text]) => [`samples/${name}`, text] as const,
  );
  return { 'curl.txt': CURL_TIMES, ...Object.fromEntries(below), ...files };
}

/** What `curl -w @curl.txt` prints: where the time of a transfer went, in seconds. */
const CURL_TIMES = `namelookup:    %{time_namelookup}\\n
connect:       %{time_connect}\\n
appconnect:    %{time_appconnect}\\n
pretransfer:   %{time_pretransfer}\\n
redirect:      %{time_redirect}\\n
starttransfer: %{time_starttransfer}\\n
--------------------------------------\\n
total:         %{time_total}\\n
`;
