// isomorphic-fetch and es6-promise bring what every supported Node.js has.
module.exports = { polyfill: () => undefined };
