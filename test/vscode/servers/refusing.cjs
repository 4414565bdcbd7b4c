// A language server over IPC that refuses to be initialized.
process.on('message', ({ id, method }) => {
  const error = { code: -32603, message: 'no catalogue' };
  if (method === 'initialize') process.send({ jsonrpc: '2.0', id, error });
  if (method === 'exit') process.exit(0);
});
