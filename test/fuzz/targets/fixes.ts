import { DEFAULT_SETTINGS } from '../../../server/src/checks/settings.ts';
import { mendAll } from '../../../server/src/features/fix-all.ts';
import { holds, type Target } from '../target.ts';
import { policyText } from '../texts.ts';

/** So often safe fixes are applied, ten rounds each time, until none may be left. */
const MOST = 8;

/** All safe fixes at once, again and again: they come to an end, none undoes another or brings itself back. */
export const fixes: Target<string> = {
  name: 'fixes',
  values: policyText,
  check: (text) => {
    let last = text;
    for (let times = 0; times < MOST; times++) {
      const { text: mended } = mendAll(last, DEFAULT_SETTINGS);
      if (mended === last) return;
      last = mended;
    }
    holds(`fixes come to an end: ${last}`, false);
  },
};
