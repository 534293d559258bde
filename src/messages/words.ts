import { translate } from '@docusaurus/Translate';

export const words = {
  title: translate({ id: 'messages.title', message: 'Messages' }),
  intro: translate({
    id: 'messages.intro',
    message:
      'What `istioctl analyze` and the editor can say about your manifests: what each message means, what it does to requests, and how to mend it. Every example is judged by the simulator, here in the page.',
  }),
  others: translate({ id: 'messages.others', message: 'Never raised here' }),
  othersWhy: translate({
    id: 'messages.othersWhy',
    message:
      'Istio has these messages too. They are about a live installation, an upgrade or several clusters, so nothing in the simulator raises them.',
  }),
  means: translate({ id: 'messages.means', message: 'What it means' }),
  effect: translate({ id: 'messages.effect', message: 'What happens' }),
  mend: translate({ id: 'messages.mend', message: 'How to mend it' }),
  example: translate({ id: 'messages.example', message: 'An example' }),
  exampleHow: translate({
    id: 'messages.exampleHow',
    message:
      'Change anything: the commands below run again in a cluster with Istio and the app `helloworld` in versions `v1` and `v2`.',
  }),
  form: translate({ id: 'messages.form', message: 'Form of the example' }),
  raises: (code: string): string => translate({ id: 'messages.raises', message: 'Raises {code}' }, { code }),
  mended: translate({ id: 'messages.mended', message: 'Mended' }),
  manifest: translate({ id: 'messages.manifest', message: 'Manifest' }),
  output: translate({ id: 'messages.output', message: 'What the commands print' }),
  copy: translate({ id: 'messages.copy', message: 'Copy the commands' }),
  copied: translate({ id: 'messages.copied', message: 'Copied' }),
  waiting: translate({ id: 'messages.waiting', message: 'Running …' }),
  failed: translate({
    id: 'messages.failed',
    message: 'The simulator does not start in this browser. Copy the commands into a terminal instead.',
  }),
  severity: {
    error: translate({ id: 'messages.severity.error', message: 'Error' }),
    warning: translate({ id: 'messages.severity.warning', message: 'Warning' }),
    info: translate({ id: 'messages.severity.info', message: 'Info' }),
  },
  path: translate({ id: 'messages.path', message: 'Where this page is' }),
  neighbours: translate({ id: 'messages.neighbours', message: 'Other messages' }),
  previous: translate({ id: 'messages.previous', message: 'Previous' }),
  next: translate({ id: 'messages.next', message: 'Next' }),
} as const;
