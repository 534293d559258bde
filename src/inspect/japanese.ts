import {
  tell,
  type Demand,
  type Draw,
  type PathPattern,
  type Saying,
  type Subject,
  type Tongue,
} from '../../sandbox/index';

/** The record in Japanese. Names, and whatever was sent, stay as they are. */
const japanese: Tongue = {
  missing: (what) => `${subject(what)} がありません。`,
  present: (what) => `${subject(what)} はあってはいけません。`,
  unfit: (what, found, wanted, inverted) =>
    `${subject(what)} は ${found} です。条件: ${demand(wanted)}${inverted ? ' 以外' : ''}。`,
  missingUnfit: (what, wanted) => `${subject(what)} がありません。条件: ${demand(wanted)}。`,
  excluded: (fact) => `${inJapanese(fact)} は除外されています。`,
  unsupportedCondition: () => 'シミュレートしない条件です。',
  noneOnTcp: (what) => `TCP 接続には ${subject(what)} がありません。`,
  oneOf: (reasons) => reasons.map(inJapanese).join(''),
  otherPath: (pattern, path) => `${pathPattern(pattern)} はパス ${path} に合いません。`,
  matches: () => '合います。',

  is: (what, found) => `${subject(what)} = ${found}`,
  claimMatches: (what) => `${subject(what)} が一致`,
  allOf: (facts) => facts.map(inJapanese).join(', '),
  everything: () => 'すべてのリクエスト',

  otherPort: (wanted, dialled) => `宛先ポートが ${String(dialled)} ではなく ${String(wanted)} です。`,
  otherConnection: (what, seen) => `${subject(what)} は ${seen ?? '値のない接続'} に合いません。`,
  lessSpecific: (than) =>
    than === undefined ? '選ばれたチェーンのほうが具体的です。' : `${than} のほうが具体的です。`,
  ruledOut: () => 'より具体的なチェーンがあります。',
  betterDomain: (host) => `${host} によりよく合うドメインがあります。`,
  noDomain: (host, domains) => `${host} に合うドメインがありません（${domains.join(', ')}）。`,
  otherDraws: (first, last) => `${String(first)} から ${String(last)} までがこちらです。`,
  notChosen: () => 'ロードバランサーが選びませんでした。',
  ejected: () => '外れ値検出で外されています。',
  unhealthy: (status) => `コントロールプレーンの知らせた状態が ${status} です。`,
  laterPriority: (priority) =>
    `優先度 ${String(priority)} です。前のエンドポイントが多く外れると使われます。`,

  noTokenShown: () => 'リクエストにトークンがありません。',
  unreadableToken: (refusal) => `トークンが読めません（${refusal}）。`,
  expired: (exp, now) => `トークンの期限が切れています（exp ${String(exp)}、現在 ${String(now)}）。`,
  notYetValid: (nbf, now) => `トークンはまだ有効ではありません（nbf ${String(nbf)}、現在 ${String(now)}）。`,
  noKeys: () => '鍵セットに読める鍵がありません。',
  keysNotFetched: () => '鍵を返す相手がいませんでした。',
  noMatchingKey: (kid, alg, keys) => `kid "${kid}"、alg ${alg} に合う鍵がありません。ある鍵: ${keys}。`,
  otherSignature: (kid) => `署名が鍵 "${kid}" のものではありません。`,

  notSimulated: () => 'シミュレートしないフィルターなので、ないものとして通ります。',
  dryRun: (story) => `試験実行なので強制しません。${inJapanese(story)}`,
  deniedByDefault: () => '拒否: ここには ALLOW ポリシーがあり、合うルールがひとつもありません。',
  allowedBy: (policy, fact) => `${policy} が許可: ${inJapanese(fact)}。`,
  deniedBy: (policy, fact) => `${policy} が拒否: ${inJapanese(fact)}。`,
  auditedBy: (policy, fact) => `${policy} が監査対象に: ${inJapanese(fact)}。`,
  noRule: (action) => `合う ${action} ルールはありません。`,
  noToken: () => 'トークンがないので、主体なしで通ります。',
  goodToken: (principal) => `トークンは有効です。主体: ${principal}。`,
  tokenDenied: (refusal, why) => `拒否: ${refusal}。${why === undefined ? '' : inJapanese(why)}`,
  asked: (cluster, ending) =>
    ending === 'allowed'
      ? `${cluster} の答え: 許可。`
      : `${cluster} から使える答えがなく、${ending === 'denied' ? '拒否します' : '通します'}。`,
  askedDenied: (cluster, status) => `${cluster} の答え: 拒否、ステータス ${String(status)}。`,
  delays: (ms, drawn) => `${String(ms)} ms 遅らせます: ${draw(drawn)}起きます。`,
  noDelay: (drawn) => `遅延なし: ${draw(drawn)}起きます。`,
  aborts: (status, drawn) => `ステータス ${String(status)} で打ち切ります: ${draw(drawn)}起きます。`,
  noAbort: (drawn) => `打ち切りなし: ${draw(drawn)}起きます。`,
  mirrors: (cluster, drawn) => `${cluster} へ写しを送ります。${draw(drawn)}送ります。`,
  noMirror: (cluster, drawn) => `${cluster} へ写しを送りません。${draw(drawn)}送ります。`,
  preflight: (origin, allowed) =>
    `${origin} の事前リクエストにその場で答えます。${allowed ? '' : '許可されたオリジンではありません。'}`,
  noSession: () => 'リクエストにセッションがありません。',
  session: (host) => `セッションの相手は ${host} です。`,
};

/** What is said, in Japanese. */
export function inJapanese(saying: Saying): string {
  return tell(japanese, saying);
}

const SUBJECTS: Readonly<Record<Exclude<Subject['is'], 'named'>, string>> = {
  method: 'メソッド',
  path: 'パス',
  scheme: 'スキーム',
  authority: 'ホスト',
  header: 'ヘッダー',
  'query parameter': 'クエリパラメーター',
  claim: 'クレーム',
  caller: '呼び出し元',
  'source IP': '送信元 IP',
  'remote IP': 'リモート IP',
  destination: '宛先',
  'destination IP': '宛先 IP',
  port: 'ポート',
  'server name': 'サーバー名',
  'transport protocol': 'トランスポートプロトコル',
  'application protocol': 'アプリケーションプロトコル',
};

function subject({ is, name = '' }: Subject): string {
  return is === 'named' ? name : `${SUBJECTS[is]} ${name}`.trimEnd();
}

const KINDS = {
  text: '完全一致',
  prefix: '前方一致',
  suffix: '後方一致',
  contained: '部分一致',
  value: '完全一致',
  range: '範囲',
  regex: '正規表現',
  template: 'パスの型',
} as const;

function demand(wanted: Demand): string {
  switch (wanted.is) {
    case 'text':
    case 'prefix':
    case 'suffix':
    case 'contained':
      return `${KINDS[wanted.is]} "${wanted.text}"${wanted.anyCase ? '（大文字小文字は問わない）' : ''}`;
    case 'value':
    case 'range':
    case 'regex':
    case 'template':
      return `${KINDS[wanted.is]} ${wanted.text}`;
    case 'broken regex':
      return `不正な正規表現（${wanted.error}）`;
    case 'listed':
      return `次のいずれか ${wanted.texts.join(', ')}`;
    case 'either':
      return wanted.demands.map(demand).join(' または ');
    case 'element':
      return `要素のひとつが ${demand(wanted.demand)}`;
    case 'absent':
      return 'なし';
    case 'present':
      return 'あり';
    case 'nothing':
      return '合う値なし';
  }
}

const PATTERNS: Readonly<Record<PathPattern['is'], string>> = {
  exact: '完全一致のパス',
  prefix: 'プレフィックス',
  pathSeparatedPrefix: 'パス区切りのプレフィックス',
  regex: '正規表現',
  any: 'すべてのパス',
};

function pathPattern({ is, text, anyCase }: PathPattern): string {
  return `${PATTERNS[is]} ${text}`.trimEnd() + (anyCase ? '（大文字小文字は問わない）' : '');
}

function draw([drawn, of, below]: Draw): string {
  return `${String(of)} のうち ${String(drawn)} を引き、${String(below)} 未満で`;
}
