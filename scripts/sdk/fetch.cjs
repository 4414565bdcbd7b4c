// In the place of node-fetch, which the SDK uses for instance principals only.
const fetchNow = (...args) => globalThis.fetch(...args);
module.exports = Object.assign(fetchNow, { default: fetchNow, Headers, Request, Response });
