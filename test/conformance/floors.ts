/**
 * What each corpus has reached: a change may raise these numbers, never lower them.
 * Units passed, by the key of the report.
 */
export const floors: Readonly<Record<string, number>> = {};
