import assert from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { openFolder, picturesOfFailures } from './window.mjs';

const TEXT = `// What the lab may do
policy lab in compartment labs
  description "Notebooks"
{
  allow group Analysts to reed buckets in compartment labs where target.bucket.name = /logs-*/
  allow dynamic-group notebooks to {OBJECT_READ} in compartment id ocid1.compartment.oc1..aaaaexample
  allow group <group-name> to use data-science-family in tenancy
}
`;

const THEMES = { 'Default High Contrast': 'hc-black', 'Default High Contrast Light': 'hc-light' };

/** What WCAG 2.1 asks of text (1.4.3). The themes themselves keep to it, and not to the 7 of 1.4.6. */
const LEAST = 4.5;

suite('themes of high contrast', () => {
  let page, folder;
  suiteSetup(async () => {
    folder = await openFolder('contrast', { 'lab.ocipolicy': TEXT });
    ({ page } = folder);
  });
  suiteTeardown(() => page?.close());
  picturesOfFailures(() => page);

  for (const [theme, kind] of Object.entries(THEMES)) {
    test(`${theme} shows words and faults with enough contrast`, async () => {
      folder.write('.vscode/settings.json', JSON.stringify({ 'workbench.colorTheme': theme }));
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      const fault = page.locator('.editor-instance .squiggly-error').first();
      await fault.waitFor({ state: 'attached' });
      await page.locator('.codelens-decoration a').first().waitFor();
      await folder.step(kind);
      const words = await page.evaluate(wordsWithContrast);
      assert.ok(words.length > 30, `${words.length} words`);
      assert.deepEqual(
        words.filter(({ contrast }) => contrast < LEAST),
        [],
      );
      // These themes draw a line below the waves, which are too thin for some.
      assert.equal(await fault.evaluate((element) => getComputedStyle(element).borderBottomStyle), 'double');
    });
  }
});

/** In the page: the words of the editor with their contrast against its background, as WCAG 2.1 reckons it. */
function wordsWithContrast() {
  const channels = (colour) =>
    colour
      .match(/[\d.]+/g)
      .slice(0, 3)
      .map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const background = luminance(
    getComputedStyle(document.querySelector('.monaco-editor-background')).backgroundColor,
  );
  const spans = document.querySelectorAll(
    '.editor-instance .view-line > span > span, .codelens-decoration a',
  );
  return (
    [...spans]
      // VS Code gives brackets colours of its own, by pairs.
      .filter((span) => !/^[\s{}]*$/.test(span.textContent))
      .map((span) => {
        const own = luminance(getComputedStyle(span).color);
        const [low, high] = own < background ? [own, background] : [background, own];
        return { text: span.textContent, contrast: (high + 0.05) / (low + 0.05) };
      })
  );
}
