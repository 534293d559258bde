import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { appManifests } from '../../sandbox/hosts/node/lab-bundles';
import { importBundled } from '../site/import-bundled';
import { APPS, clusterBundle } from './cluster';
import type { ExplainedMessage, MessageData, Messages } from './message-data';

interface Explained {
  readonly messages: readonly ExplainedMessage[];
  readonly others: Messages['others'];
}

/**
 * A page for every message of `istioctl analyze`, and a list of them. What an example prints is printed by the
 * simulator while the site is built.
 */
export default function messagesPlugin(context: LoadContext): Plugin<Explained> {
  const { siteDir, baseUrl, i18n } = context;
  return {
    name: 'messages',
    getPathsToWatch: () => [path.join(siteDir, 'sandbox/istio/analysis/analyzers/*/page.yaml')],
    loadContent: () => explained(siteDir),
    async contentLoaded({ content: { messages, others }, actions }) {
      const explained = messages.map((message) => inLocale(message, i18n.currentLocale));
      const data: Messages = { explained, others };
      const modules = { messages: await actions.createData('messages.json', data) };
      const add = (address: string, component: string): void => {
        const file = `@site/src/messages/${component}.tsx`;
        actions.addRoute({ path: baseUrl + address, component: file, exact: true, modules });
      };
      add('messages', 'MessageIndex');
      for (const { code } of explained) add(`messages/${code}`, 'MessagePage');
      await actions.createData('cluster.json', clusterBundle(appManifests(siteDir, APPS)));
    },
  };
}

async function explained(siteDir: string): Promise<Explained> {
  const module = await importBundled(siteDir, 'src/messages/explain.ts');
  const { explainMessages, otherMessages } = module as typeof import('./explain');
  const messages = explainMessages(siteDir);
  return { messages, others: otherMessages(messages) };
}

/** @throws when the message is not explained in the language */
function inLocale({ texts, ...message }: ExplainedMessage, locale: string): MessageData {
  const text = texts[locale];
  if (!text) throw new Error(`${message.code} is not explained in ${locale}`);
  return { ...message, ...text };
}
