import type { Catalogue } from './shape';

export const ja: Catalogue = {
  canary: {
    checks: {
      outside: '外からのリクエストは、およそ10回に1回 risky が答えます。',
      inside: 'メッシュの中から呼んでも、割合は同じです。',
    },
    hints: {
      1: 'canary.yaml を見てください。もう書いてありますが、まだ誰も適用していません。',
      2: 'VirtualService はリクエストを subset に振り分けます。それぞれの subset がどのポッドなのかは DestinationRule が決めます。両方が必要です。',
      3: '割合は2つの weight フィールドにあります。safe-group が 90、risky-group が 10 です。',
      4: '2つの weight を 90 と 10 に戻して保存し、次を実行します: kubectl apply -f canary.yaml',
    },
    wrong: {
      'missing-subset':
        'ルートが指す subset を、どの DestinationRule も定義していません。呼び出す側のプロキシにその名前のクラスターがないので、そこに当たったリクエストにはプロキシ自身がフラグ NC の 503 を返します。2つの名前をそろえてください。',
      'empty-subset':
        'subset はありますが、そのラベルを持つポッドがありません。呼び出す側のプロキシは尋ねる相手がいないので、フラグ UH の 503 を返します。ラベルを比べてみましょう: kubectl get pods --show-labels',
      'gateway-only':
        'gateways を書いた VirtualService は、メッシュの中では効かなくなります。バージョンを選ぶのは api-gateway のサイドカーです。gateways フィールドを消してください。',
      'second-virtual-service':
        '2つの VirtualService が、メッシュで同じホストを受け持とうとしています。2つは統合されません。古いほうが優先され、新しいほうは無視されます。不要なほうを削除してください。',
      'swapped-weights': '10回のうち9回を risky が答えています。重みが逆です。カナリアは小さく始めます。',
    },
  },
};
