import { describe, expect, it } from 'vitest';
import { AnswerReader, count, keepLatest } from '../../src/site/landing/answers';

const SAFE = '{"name":"Pam Parry","photo":"https://images.example/placeholder.png"}';
const RISKY = '{"name":"Pam Parry","photo":"https://images.example/1.jpg"}';

describe('the landing page reads answers from terminal output', () => {
  it('whatever the pieces, and leaves the prompt and half lines alone', () => {
    const reader = new AnswerReader();
    const pieces = [
      '~ $ while true\r\n',
      SAFE.slice(0, 10),
      SAFE.slice(10) + '\r\n' + RISKY,
      '\r',
      '\n' + SAFE,
    ];
    expect(pieces.flatMap((piece) => reader.read(piece))).toEqual([
      { number: 1, text: SAFE, version: 'safe' },
      { number: 2, text: RISKY, version: 'risky' },
    ]);
  });

  it('keeps the latest six and counts all', () => {
    const reader = new AnswerReader();
    const answers = reader.read(`${SAFE}\n`.repeat(7) + `${RISKY}\n`);
    expect(keepLatest([], answers).map((answer) => answer.number)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(count({ safe: 1, risky: 1 }, answers)).toEqual({ safe: 8, risky: 2 });
  });
});
