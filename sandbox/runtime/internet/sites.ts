import { httpDate } from '../../lib/calendar';
import { httpResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep } from '../../sim/index';
import type { AppInstance, Container } from '../../workloads/index';
import { startPythonHttpbin } from '../../workloads/index';
import { sampleTokens } from './sample-tokens';

/** A site of the simulated internet: plain HTTP on port 80, TLS with a publicly trusted certificate on 443. */
export interface Site {
  readonly name: string;
  /** Names it answers for; `*.wikipedia.org` stands for every name below. */
  readonly hosts: readonly string[];
  start(container: Container): AppInstance;
}

/** How far away the internet is: one way there and back, in milliseconds. */
const FAR_MS = [20, 45] as const;

/** Names that Istio's documentation and the lessons call. Every other name outside does not exist. */
export const sites: readonly Site[] = [
  { name: 'httpbin.org', hosts: ['httpbin.org', 'www.httpbin.org'], start: farAway(startPythonHttpbin) },
  {
    name: 'edition.cnn.com',
    hosts: ['edition.cnn.com', 'cnn.com', 'www.cnn.com'],
    start: pages(
      ({ path }) => titled(path === '/politics' ? 'Politics news | CNN' : 'Breaking News | CNN'),
      true,
    ),
  },
  {
    name: 'www.wikipedia.org',
    hosts: ['wikipedia.org', '*.wikipedia.org'],
    start: pages(({ authority }) => titled(WIKIPEDIA[authority.split('.')[0] ?? ''] ?? 'Wikipedia'), true),
  },
  {
    name: 'www.google.com',
    hosts: ['google.com', 'www.google.com'],
    start: pages(() => titled('Google'), false),
  },
  { name: 'www.googleapis.com', hosts: ['www.googleapis.com'], start: pages(volumes, false) },
  {
    name: 'raw.githubusercontent.com',
    hosts: ['raw.githubusercontent.com'],
    start: farAway(startRawFiles),
  },
  { name: 'istio.io', hosts: ['istio.io', 'www.istio.io'], start: pages(() => titled('Istio'), true) },
  {
    name: 'example.com',
    hosts: ['example.com', 'www.example.com', 'example.org'],
    start: pages(() => titled('Example Domain'), false),
  },
];

const WIKIPEDIA: Readonly<Record<string, string>> = {
  en: 'Wikipedia, the free encyclopedia',
  de: 'Wikipedia – Die freie Enzyklopädie',
};

/** Sample files of Istio's repository, on any branch. */
function startRawFiles(container: Container): AppInstance {
  return {
    *handle(request) {
      yield* sleep(1);
      const name = /^\/istio\/istio\/[^/]+\/security\/tools\/jwt\/samples\/([^/?]+)/.exec(request.path)?.[1];
      const text = name !== undefined && Object.hasOwn(sampleTokens, name) ? sampleTokens[name] : undefined;
      const fields = [
        ['content-type', 'text/plain; charset=utf-8'],
        ['date', httpDate(container.now())],
      ] as const;
      return text === undefined
        ? httpResponse(404, '404: Not Found', fields)
        : httpResponse(200, text, fields);
    },
  };
}

interface Page {
  readonly type: string;
  readonly body: string;
}

function titled(title: string): Page {
  const body = `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
  return { type: 'text/html; charset=utf-8', body };
}

/** A site of pages. @param secureOnly plain HTTP is redirected to HTTPS */
function pages(page: (request: HttpRequest) => Page, secureOnly: boolean): Site['start'] {
  return farAway((container) => ({
    *handle(request, call) {
      yield* sleep(1);
      const date = ['date', httpDate(container.now())] as const;
      if (secureOnly && call.port === 80) return redirect(request, date);
      const { type, body } = page(request);
      return httpResponse(200, body, [['content-type', type], date]);
    },
  }));
}

function redirect({ authority, path }: HttpRequest, date: readonly [string, string]): HttpResponse {
  const host = authority.replace(/:\d+$/, '');
  return httpResponse(301, '', [['content-length', '0'], ['location', `https://${host}${path}`], date]);
}

/** Puts the distance in front of a server. */
function farAway(start: Site['start']): Site['start'] {
  return (container) => {
    const near = start(container);
    return {
      ...near,
      *handle(request, call) {
        yield* sleep(container.random.between(...FAR_MS));
        return near.handle === undefined ? httpResponse(404) : yield* near.handle(request, call);
      },
    };
  };
}

/** What the volumes API knows about the book that details v2 asks for. */
function volumes(): Page {
  const volumeInfo = {
    title: 'The Comedy of Errors',
    authors: ['William Shakespeare'],
    publisher: 'Courier Corporation',
    publishedDate: '2002',
    industryIdentifiers: [
      { type: 'ISBN_10', identifier: '0486424618' },
      { type: 'ISBN_13', identifier: '9780486424613' },
    ],
    pageCount: 64,
    printType: 'BOOK',
    language: 'en',
  };
  const body = JSON.stringify({ kind: 'books#volumes', totalItems: 1, items: [{ volumeInfo }] });
  return { type: 'application/json; charset=UTF-8', body };
}
