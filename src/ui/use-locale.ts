import useDocusaurusContext from '@docusaurus/useDocusaurusContext';

/** The page's language: `en`, `ko`, `ja`. */
export function useLocale(): string {
  return useDocusaurusContext().i18n.currentLocale;
}
