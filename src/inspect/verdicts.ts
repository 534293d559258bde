import { factOf, reasonOf } from './reasons';
import { tell, type Telling } from './telling';

/** What filters say they did. Names of policies, clusters and whatever was sent stay as they are. */
const VERDICTS: readonly Telling[] = [
  [
    /^Dry run, nothing is enforced\. (.+)$/,
    {
      ko: (story) => `시험 실행이라 강제하지 않아요. ${verdictOf(story, 'ko')}`,
      ja: (story) => `試験実行なので強制しません。${verdictOf(story, 'ja')}`,
    },
  ],
  [
    /^Denied: ALLOW policies apply here and no rule of theirs matches\.$/,
    {
      ko: () => '거부: 여기에는 ALLOW 정책이 있는데, 맞는 규칙이 하나도 없어요.',
      ja: () => '拒否: ここには ALLOW ポリシーがあり、合うルールがひとつもありません。',
    },
  ],
  [
    /^Allowed by (\S+): (.+)\.$/,
    {
      ko: (policy, fact) => `${policy} 허용: ${factOf(fact, 'ko')}.`,
      ja: (policy, fact) => `${policy} が許可: ${factOf(fact, 'ja')}。`,
    },
  ],
  [
    /^Denied by (\S+): (.+)\.$/,
    {
      ko: (policy, fact) => `${policy} 거부: ${factOf(fact, 'ko')}.`,
      ja: (policy, fact) => `${policy} が拒否: ${factOf(fact, 'ja')}。`,
    },
  ],
  [
    /^Marked for auditing by (\S+): (.+)\.$/,
    {
      ko: (policy, fact) => `${policy} 감사 대상: ${factOf(fact, 'ko')}.`,
      ja: (policy, fact) => `${policy} が監査対象に: ${factOf(fact, 'ja')}。`,
    },
  ],
  [
    /^No (DENY|AUDIT) rule matches\.$/,
    {
      ko: (action) => `맞는 ${action} 규칙이 없어요.`,
      ja: (action) => `合う ${action} ルールはありません。`,
    },
  ],
  [
    /^The request carries no token and goes on without a principal\.$/,
    {
      ko: () => '토큰이 없는 요청이라 주체 없이 지나가요.',
      ja: () => 'トークンがないので、主体なしで通ります。',
    },
  ],
  [
    /^The token is good: its principal is (.+)\.$/,
    {
      ko: (principal) => `토큰이 유효해요. 주체: ${principal}.`,
      ja: (principal) => `トークンは有効です。主体: ${principal}。`,
    },
  ],
  [
    /^Denied: (.+?)(?: \((.+)\))?\.$/,
    {
      ko: (refusal, why) => `거부: ${refusal}.${why === '' ? '' : ` ${reasonOf(why, 'ko')}`}`,
      ja: (refusal, why) => `拒否: ${refusal}。${why === '' ? '' : reasonOf(why, 'ja')}`,
    },
  ],
  [
    /^Asked (.+): allowed\.$/,
    { ko: (cluster) => `${cluster} 답: 허용.`, ja: (cluster) => `${cluster} の答え: 許可。` },
  ],
  [
    /^Asked (.+): denied with status (\d+)\.$/,
    {
      ko: (cluster, status) => `${cluster} 답: 거부, 상태 ${status}.`,
      ja: (cluster, status) => `${cluster} の答え: 拒否、ステータス ${status}。`,
    },
  ],
  [
    /^Asked (.+): no usable answer, so it is (let pass|denied)\.$/,
    {
      ko: (cluster, end) =>
        `${cluster}: 쓸 수 있는 답이 없어서 ${end === 'denied' ? '거부해요' : '지나가요'}.`,
      ja: (cluster, end) =>
        `${cluster} から使える答えがなく、${end === 'denied' ? '拒否します' : '通します'}。`,
    },
  ],
  [
    /^The fault filter delays the request by (\d+) ms: drew (\d+) of (\d+), fires below (\d+)\.$/,
    {
      ko: (ms, draw, of, below) => `${ms} ms 지연: ${of} 중 ${draw}번을 뽑았고 ${below} 미만이면 일어나요.`,
      ja: (ms, draw, of, below) =>
        `${ms} ms 遅らせます: ${of} のうち ${draw} を引き、${below} 未満で起きます。`,
    },
  ],
  [
    /^The fault filter aborts with status (\d+): drew (\d+) of (\d+), fires below (\d+)\.$/,
    {
      ko: (status, draw, of, below) =>
        `상태 ${status}(으)로 중단: ${of} 중 ${draw}번을 뽑았고 ${below} 미만이면 일어나요.`,
      ja: (status, draw, of, below) =>
        `ステータス ${status} で打ち切ります: ${of} のうち ${draw} を引き、${below} 未満で起きます。`,
    },
  ],
  [
    /^The fault filter lets it pass without (a delay|an abort): drew (\d+) of (\d+), fires below (\d+)\.$/,
    {
      ko: (what, draw, of, below) =>
        `${what === 'a delay' ? '지연' : '중단'} 없음: ${of} 중 ${draw}번을 뽑았고 ${below} 미만이면 일어나요.`,
      ja: (what, draw, of, below) =>
        `${what === 'a delay' ? '遅延' : '打ち切り'}なし: ${of} のうち ${draw} を引き、${below} 未満で起きます。`,
    },
  ],
  [
    /^(Sends|Does not send) a copy to (.+): drew (\d+) of (\d+), fires below (\d+)\.$/,
    {
      ko: (verb, cluster, draw, of, below) =>
        `${cluster}: 사본을 ${verb === 'Sends' ? '보내요' : '보내지 않아요'}. ${of} 중 ${draw}번을 뽑았고 ${below} 미만이면 보내요.`,
      ja: (verb, cluster, draw, of, below) =>
        `${cluster} へ写しを${verb === 'Sends' ? '送ります' : '送りません'}。${of} のうち ${draw} を引き、${below} 未満で送ります。`,
    },
  ],
  [
    /^The CORS filter answers the preflight of (\S+?)(, which is not allowed)?\.$/,
    {
      ko: (origin, not) =>
        `${origin}: 사전 요청에 바로 답해요.${not === '' ? '' : ' 허용된 출처가 아니에요.'}`,
      ja: (origin, not) =>
        `${origin} の事前リクエストにその場で答えます。${not === '' ? '' : '許可されたオリジンではありません。'}`,
    },
  ],
  [
    /^This filter is not simulated: the request passes as if it were not there\.$/,
    {
      ko: () => '시뮬레이션하지 않는 필터라, 없는 것처럼 지나가요.',
      ja: () => 'シミュレートしないフィルターなので、ないものとして通ります。',
    },
  ],
];

/** What a filter did, in the reader's language; as the record says it where there is no other telling. */
export function verdictOf(summary: string, locale: string): string {
  return tell(VERDICTS, summary, locale);
}
