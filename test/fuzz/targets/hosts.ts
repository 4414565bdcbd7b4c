import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createHostedService } from '../../../server/src/features/hosts.ts';
import { hostSpan } from '../../../server/src/hosts/embedded.ts';
import { HOSTS } from '../../../server/src/hosts/hosts.ts';
import { ENDINGS, hostFile, type HostFile } from '../host-files.ts';
import { holds, same, type Target } from '../target.ts';
import { anyChange, type AnyChange } from '../texts.ts';

/** Statements in files of others: each stands where it is said to, and edits leave what reading anew gives. */
export const hosts: Target<{ file: HostFile; changes: AnyChange[] }> = {
  name: 'hosts',
  values: fc.record({ file: hostFile, changes: fc.array(anyChange, { maxLength: 3 }) }),
  prepare: async () => HOSTS.terraform.load?.(),
  check: async ({ file: { host, text: start }, changes }) => {
    const uri = `file:///a.${ENDINGS[host]}`;
    const service = createHostedService();
    service.open(uri, start);
    await service.ready?.(uri);
    let document = TextDocument.create(uri, host, 0, start);
    service.findings(uri);
    for (const [index, { from, size, text }] of changes.entries()) {
      const begin = Math.floor(from * document.getText().length);
      const change = {
        range: { start: document.positionAt(begin), end: document.positionAt(begin + size) },
        text,
      };
      service.change(uri, [change]);
      document = TextDocument.update(document, [change], index + 1);
    }
    const text = document.getText();
    const fresh = createHostedService();
    fresh.open(uri, text);
    await fresh.ready?.(uri);
    const findings = service.findings(uri);
    same('findings after edits', findings, fresh.findings(uri));
    for (const { code, range } of findings) {
      const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      holds(`${code} stands at ${from}-${to} of ${text.length}`, from <= to && to <= text.length);
    }
    for (const embedded of HOSTS[host].read(text) ?? []) {
      const isIn =
        embedded.hostStart >= 0 && embedded.hostStart <= embedded.hostEnd && embedded.hostEnd <= text.length;
      holds(`a text stands at ${embedded.hostStart}-${embedded.hostEnd}`, isIn);
      for (const { start: a, end: b, hostStart, hostEnd, whole } of embedded.pieces)
        if (!whole) same('a piece', text.slice(hostStart, hostEnd), embedded.text.slice(a, b));
      hostSpan(embedded, 0, embedded.text.length);
    }
    const mended = service.mended(uri);
    holds('a file that is open can be mended', mended !== undefined);
    const middle = document.positionAt(Math.floor(text.length / 2));
    service.hover(uri, middle);
    service.completion(uri, middle);
    service.codeActions(
      uri,
      { start: { line: 0, character: 0 }, end: middle },
      { explains: true, resolves: false },
    );
  },
};
