import type * as Search from '@easyops-cn/docusaurus-search-local';
import type * as Docs from '@docusaurus/plugin-content-docs';
import type * as Pwa from '@docusaurus/plugin-pwa';
import type { Options as ThemeOptions } from '@docusaurus/theme-classic';
import type { UserThemeConfig } from '@docusaurus/theme-common';
import type { Config } from '@docusaurus/types';
import { prismTheme } from './src/site/prism-theme';

const docs: Docs.Options = { sidebarPath: './sidebars.ts', routeBasePath: 'docs', breadcrumbs: true };

/** The largest chunk is the editor; without the higher limit it would be missing offline. */
const pwa: Omit<Pwa.Options, 'injectManifestConfig'> & { injectManifestConfig: object } = {
  offlineModeActivationStrategies: ['always'],
  swRegister: false, // src/site/register-offline.ts does it, later
  injectManifestConfig: { maximumFileSizeToCacheInBytes: 8_000_000, globIgnores: ['**/img/lesson.png'] },
  pwaHead: [
    { tagName: 'link', rel: 'manifest', href: '/manifest.json' },
    { tagName: 'meta', name: 'theme-color', content: '#0D1720' },
    { tagName: 'link', rel: 'apple-touch-icon', href: '/img/logo-192.png' },
  ],
};

const search: Partial<Search.PluginOptions> = {
  hashed: true,
  language: ['en', 'ko', 'ja'],
  docsRouteBasePath: 'docs',
  indexPages: true,
  indexBlog: false,
  highlightSearchTermsOnTargetPage: false,
  // Its default, Ctrl+K, belongs to the terminal.
  searchBarShortcut: false,
  ignoreCssSelectors: ['button'],
};

const theme: ThemeOptions = {
  customCss: [
    './src/css/fonts.css',
    './src/css/tokens.css',
    './src/css/type.css',
    './src/css/chrome.css',
    './src/css/prose.css',
    './src/css/search.css',
    './src/css/lab-page.css',
    './src/css/presenting.css',
  ],
};

const themeConfig: UserThemeConfig = {
  colorMode: { respectPrefersColorScheme: true },
  docs: { sidebar: { hideable: false, autoCollapseCategories: false } },
  navbar: {
    title: 'Drydock',
    logo: { alt: '', src: 'img/logo.svg', srcDark: 'img/logo-dark.svg', width: 26, height: 26 },
    items: [
      { to: '/docs', label: 'Lessons', position: 'left', activeBaseRegex: 'docs(/traffic/.*)?$' },
      { to: '/docs/glossary', label: 'Glossary', position: 'left' },
      { to: '/kinds', label: 'Kinds', position: 'left' },
      { to: '/messages', label: 'Messages', position: 'left' },
      { to: '/docs/limits', label: 'Limits', position: 'left' },
      { type: 'search', position: 'right' },
      { type: 'localeDropdown', position: 'right' },
    ],
  },
  prism: { theme: prismTheme, darkTheme: prismTheme, additionalLanguages: ['bash', 'json', 'yaml'] },
};

const config: Config = {
  title: 'Drydock',
  tagline: 'Learn Istio without a cluster',
  favicon: 'img/favicon.svg',
  headTags: [
    { tagName: 'link', attributes: { rel: 'alternate icon', type: 'image/png', href: '/img/favicon.png' } },
  ],
  url: process.env.DRYDOCK_URL ?? 'http://localhost:3000',
  baseUrl: process.env.DRYDOCK_BASE_URL ?? '/',
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  markdown: { hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' } },
  future: { v4: true, faster: true },
  i18n: {
    defaultLocale: 'en',
    locales: ['en', 'ko', 'ja'],
    localeConfigs: {
      en: { label: 'English', htmlLang: 'en' },
      ko: { label: '한국어', htmlLang: 'ko' },
      ja: { label: '日本語', htmlLang: 'ja' },
    },
  },
  plugins: [
    './src/site/bundler-plugin.ts',
    './src/site/labs-plugin.ts',
    './src/site/early-plugin.ts',
    './src/kinds/kinds-plugin.ts',
    './src/messages/messages-plugin.ts',
    ['@docusaurus/plugin-content-docs', docs],
    '@docusaurus/plugin-content-pages',
    '@docusaurus/plugin-sitemap',
    ['@docusaurus/plugin-pwa', pwa],
  ],
  themes: [
    ['@docusaurus/theme-classic', theme],
    ['@easyops-cn/docusaurus-search-local', search],
  ],
  themeConfig,
};

export default config;
