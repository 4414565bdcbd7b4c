// The SDK tells each failure on the console, where a command prints its results and a server speaks its protocol.
export const quiet = () => undefined;
