import { useDoc } from '@docusaurus/plugin-content-docs/client';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { labTexts, type LabTexts } from '../texts/catalogue';

/** The lab that a lesson's front matter names; undefined on other pages. */
export function useLabId(): string | undefined {
  return (useDoc().frontMatter as { lab?: string }).lab;
}

/** The texts of this lesson's lab in the reader's language. @throws on a page without a lab */
export function useLabTexts(): LabTexts {
  const { i18n } = useDocusaurusContext();
  const id = useLabId();
  if (id === undefined) throw new Error('this page names no lab in its front matter');
  return labTexts(i18n.currentLocale, id);
}
