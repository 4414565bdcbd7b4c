import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { version } from '../../package.json';
import { CANCELLING } from './cancelling.ts';
import { serve } from './server.ts';

const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
  CANCELLING,
);
serve(connection, version);
connection.listen();
