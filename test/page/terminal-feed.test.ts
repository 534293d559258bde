import { describe, expect, it } from 'vitest';
import { TerminalFeed } from '../../src/world/terminal-feed';

function screen(): { readonly text: () => string; readonly sink: Parameters<TerminalFeed['attach']>[0] } {
  let text = '';
  return {
    text: () => text,
    sink: {
      write: (more, done) => {
        text += more;
        done();
      },
      begin: () => {
        text += '\n';
      },
    },
  };
}

describe('the terminal', () => {
  it.each(['before', 'after'])('shows an earlier transcript when it mounts %s it is there', (when) => {
    const { text, sink } = screen();
    const feed = new TerminalFeed(() => undefined);
    if (when === 'before') feed.attach(sink);
    feed.restore('$ echo earlier\r\nearlier\r\n');
    if (when === 'after') feed.attach(sink);
    feed.push('$ ');
    expect(text()).toBe('$ echo earlier\r\nearlier\r\n$ ');
  });

  it('does not begin with an empty line', () => {
    const { text, sink } = screen();
    const feed = new TerminalFeed(() => undefined);
    feed.attach(sink);
    feed.begin();
    feed.push('$ ');
    expect(text()).toBe('$ ');
  });
});
