import type { Chapter } from '../../server/src/checks/manual.ts';

export function page(chapters: readonly Chapter[]): string;
