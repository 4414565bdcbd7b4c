import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  DidOpenTextDocumentNotification,
  HoverRequest,
  PublishDiagnosticsNotification,
  type CodeAction,
} from 'vscode-languageserver-protocol';
import { bundled } from './bundle.ts';
import { start, type ServerProcess } from './client.ts';

const folder = bundled('server.cjs');
const LINE = '  statements = ["allow group ${var.g} read buckets in tenancy"]';
const TEXT = `resource "oci_identity_policy" "p" {\n${LINE}\n}\n`;
const range = {
  start: { line: 1, character: LINE.indexOf('read') },
  end: { line: 1, character: LINE.indexOf('read') + 4 },
};

describe.each([true, false])(
  'the server on a Terraform file, with a client that asks for diagnostics: %s',
  (pulls) => {
    const uri = 'file:///main.tf';
    let server: ServerProcess;
    beforeAll(async () => void (server = await start(folder(), { pulls })));
    afterAll(() => server.stop());

    it('finds, mends and explains in the string', async () => {
      const { connection } = server;
      const sent = new Promise((resolve) =>
        connection.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics }) =>
          resolve(diagnostics),
        ),
      );
      const textDocument = { uri, languageId: 'terraform', version: 1, text: TEXT };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      const report = pulls ? await server.pull(uri) : { items: await sent };
      expect(report).toMatchObject({ items: [{ code: 'missing-to', range }] });
      const actions = await connection.sendRequest(CodeActionRequest.type, {
        ...{ textDocument: { uri }, range, context: { diagnostics: [] } },
      });
      expect((actions?.[0] as CodeAction).edit?.changes?.[uri]).toHaveLength(1);
      const position = { line: 1, character: LINE.indexOf('buckets') + 1 };
      expect(
        await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position }),
      ).not.toBeNull();
      expect(server.errors).toEqual([]);
    });
  },
);
