import { HTML_TYPE, JSON_TYPE, TEXT_TYPE } from './answers';

/** A fixed page: what it is, not what the original says word by word, except where tools read it. */
interface Page {
  readonly type: string;
  readonly body: string;
}

const SLIDES = {
  slideshow: {
    author: 'Yours Truly',
    date: 'date of publication',
    slides: [
      { title: 'Wake up to WonderWidgets!', type: 'all' },
      {
        items: ['Why <em>WonderWidgets</em> are great', 'Who <em>buys</em> WonderWidgets'],
        title: 'Overview',
        type: 'all',
      },
    ],
    title: 'Sample Slide Show',
  },
};

export const documents: Readonly<Record<string, Page | undefined>> = {
  '/': {
    type: HTML_TYPE,
    body: '<!DOCTYPE html>\n<html>\n<head>\n  <title>go-httpbin(1): HTTP Client Testing Service</title>\n</head>\n<body>\n  <h1>go-httpbin(1): HTTP Request &amp; Response Service</h1>\n</body>\n</html>\n',
  },
  '/html': {
    type: HTML_TYPE,
    body: '<!DOCTYPE html>\n<html>\n  <head>\n  </head>\n  <body>\n      <h1>Herman Melville - Moby-Dick</h1>\n  </body>\n</html>\n',
  },
  '/json': { type: JSON_TYPE, body: `${JSON.stringify(SLIDES, undefined, 2)}\n` },
  '/xml': {
    type: 'application/xml',
    body: '<?xml version="1.0" encoding="us-ascii"?>\n<slideshow title="Sample Slide Show">\n</slideshow>\n',
  },
  '/robots.txt': { type: TEXT_TYPE, body: 'User-agent: *\nDisallow: /deny\n' },
};
