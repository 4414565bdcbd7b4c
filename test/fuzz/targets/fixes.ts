import { DEFAULT_SETTINGS } from '../../../server/src/checks/settings.ts';
import { mendAll } from '../../../server/src/features/fix-all.ts';
import { same, type Target } from '../target.ts';
import { policyText } from '../texts.ts';

/** All safe fixes at once: the text that they leave needs none of them again. */
export const fixes: Target<string> = {
  name: 'fixes',
  values: policyText,
  check: (text) => {
    const { text: mended } = mendAll(text, DEFAULT_SETTINGS);
    same('mended twice', mendAll(mended, DEFAULT_SETTINGS).text, mended);
  },
};
