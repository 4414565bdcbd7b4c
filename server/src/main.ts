import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import packageJson from '../../package.json' with { type: 'json' };
import { CANCELLING } from './cancelling.ts';
import { serve } from './server.ts';

// The transport is told by the arguments: --stdio, --node-ipc, --socket=<port> or --pipe=<name>.
const connection = createConnection(ProposedFeatures.all, CANCELLING);
serve(connection, packageJson.version);
connection.listen();
