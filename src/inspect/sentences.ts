import type { DecisionStep, ExplainedHop } from '../../sandbox/index';
import { inJapanese } from './japanese';
import { inKorean } from './korean';

type Sentence = (step: DecisionStep, hop: ExplainedHop) => string;
type Sentences = Readonly<Record<DecisionStep['step'], Sentence>>;

/** The subset of a cluster's name, else its host, else the whole: `outbound|8080|safe-group|…` is `safe-group`. */
function shortCluster(name: string): string {
  const [, , subset, host] = name.split('|');
  return [subset, host].find((part) => part !== undefined && part !== '') ?? name;
}

/** The port of the application beside this proxy: `inbound|8080||` is `8080`. */
function ownPort(name: string): string | undefined {
  return /^inbound\|(\d+)\|/.exec(name)?.[1];
}

function passedOver({ rejected = [] }: DecisionStep): number {
  return rejected.length;
}

function value(step: DecisionStep, name: string): string {
  return String(step.values?.[name] ?? '?');
}

function isMissing(hop: ExplainedHop): boolean {
  return hop.flags.split(',').includes('NC');
}

const ko: Sentences = {
  listener: ({ name }) =>
    name === '' ? '이 주소에서 듣는 리스너가 없어요.' : `리스너 ${name}: 연결을 받았어요.`,
  filterChain: ({ name }) =>
    name === '' ? '맞는 필터 체인이 없어서 연결을 닫았어요.' : `필터 체인 ${name}: 이 연결에 가장 잘 맞아요.`,
  filter: ({ said, summary }) => (said ? inKorean(said) : summary),
  virtualHost: ({ name }, hop) =>
    name === ''
      ? `호스트 ${hop.authority}: 맞는 도메인이 없어요.`
      : `호스트 ${hop.authority}: 가상 호스트 ${name}에서 맡아요.`,
  route: (step, hop) =>
    step.name === ''
      ? `${hop.method} ${hop.path}: 맞는 라우트가 없어요.`
      : passedOver(step) === 0
        ? `${hop.method} ${hop.path}: 첫 번째로 본 ${step.name}에 맞아요.`
        : `${hop.method} ${hop.path}: ${step.name}에 맞아요. 앞에서 지나친 라우트는 ${String(passedOver(step))}개예요.`,
  weightedCluster: (step) =>
    `0부터 ${value(step, 'total')} 사이에서 ${value(step, 'draw')}번을 뽑았어요. 가중치 ${value(step, 'weight')}인 ${shortCluster(step.name)} 차례예요.`,
  cluster: ({ name }, hop) =>
    isMissing(hop)
      ? `${shortCluster(name)}: 이런 클러스터가 없어요. 그 이름의 Service, 포트, subset을 아무도 정의하지 않았어요.`
      : ownPort(name) !== undefined
        ? `같은 파드의 앱, 포트 ${String(ownPort(name))}: 여기로 보내요.`
        : `클러스터 ${shortCluster(name)}: 여기로 보내요.`,
  endpoint: ({ name }) =>
    name === '' ? '쓸 수 있는 엔드포인트가 없어요.' : `${name}: 로드 밸런서가 골랐어요.`,
  attempt: ({ name }, hop) => `${name.replace('attempt', '시도')}: 응답 ${String(hop.status ?? '없음')}.`,
  response: ({ name }) => `${name}: 이렇게 응답했어요.`,
};

const ja: Sentences = {
  listener: ({ name }) =>
    name === '' ? 'このアドレスで待つリスナーはありません。' : `リスナー ${name} が接続を受けました。`,
  filterChain: ({ name }) =>
    name === ''
      ? '合うフィルターチェーンがなく、接続を閉じました。'
      : `フィルターチェーン ${name} が最もよく合います。`,
  filter: ({ said, summary }) => (said ? inJapanese(said) : summary),
  virtualHost: ({ name }, hop) =>
    name === ''
      ? `ホスト ${hop.authority} に合うドメインはありません。`
      : `ホスト ${hop.authority} は仮想ホスト ${name} が受け持ちます。`,
  route: (step, hop) =>
    step.name === ''
      ? `${hop.method} ${hop.path} に合うルートはありません。`
      : passedOver(step) === 0
        ? `${hop.method} ${hop.path} は最初に見た ${step.name} に合います。`
        : `${hop.method} ${hop.path} は ${step.name} に合います。その前に見送ったルートは ${String(passedOver(step))} 個です。`,
  weightedCluster: (step) =>
    `${value(step, 'total')} のうち ${value(step, 'draw')} を引きました。重み ${value(step, 'weight')} の ${shortCluster(step.name)} に当たります。`,
  cluster: ({ name }, hop) =>
    isMissing(hop)
      ? `クラスター ${shortCluster(name)} はありません。その名前の Service、ポート、subset をだれも定義していません。`
      : ownPort(name) !== undefined
        ? `同じポッドのアプリ、ポート ${String(ownPort(name))} へ送ります。`
        : `クラスター ${shortCluster(name)} へ送ります。`,
  endpoint: ({ name }) =>
    name === '' ? '使えるエンドポイントがありません。' : `ロードバランサーが ${name} を選びました。`,
  attempt: ({ name }, hop) => `${name.replace('attempt', '試行')}: 応答 ${String(hop.status ?? 'なし')}。`,
  response: ({ name }) => `${name} と答えました。`,
};

const sentences: Readonly<Record<string, Sentences>> = { ko, ja };

/**
 * What was decided, in the reader's language, from the facts of the record. In English the record has its own, more
 * exact sentence.
 */
export function sentenceOf(step: DecisionStep, hop: ExplainedHop, locale: string): string {
  return sentences[locale]?.[step.step](step, hop) ?? step.summary;
}
