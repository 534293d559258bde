import type { RequestSummary } from '../../sandbox/index';

/** Which requests the list shows. */
export interface RequestFilter {
  /** Requests that came from outside of the cluster only: the learner's own. */
  readonly outsideOnly: boolean;
  /** Every word must occur in the request's line. */
  readonly text: string;
}

/** The requests to show, newest first. */
export function filterRequests(requests: readonly RequestSummary[], filter: RequestFilter): RequestSummary[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return requests
    .filter(
      (request) => !filter.outsideOnly || request.client === 'external' || request.client === 'terminal',
    )
    .filter((request) => {
      const line = lineOf(request);
      return words.every((word) => line.includes(word));
    })
    .reverse();
}

function lineOf({
  method,
  authority,
  path,
  status,
  failure,
  flags,
  version,
  client,
}: RequestSummary): string {
  return [method, authority, path, status, failure, flags, version, client].join(' ').toLowerCase();
}
